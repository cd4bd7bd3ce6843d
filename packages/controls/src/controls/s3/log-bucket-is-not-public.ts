import { defineControl } from '../../define-control.ts';
import type { Bucket } from '../../model/estate.ts';
import { isUnknown } from '../../model/fact.ts';
import type { Verdict } from '../../model/verdict.ts';
import { publicStatements } from '../../policy/public-access.ts';
import { nameOfStatement } from '../../policy/statement.ts';
import { all, decide, evidence, fail, pass } from '../../verdicts.ts';

/**
 * A public policy or grant fails also while Block Public Access masks it: the mask can be lifted by itself. AWS's
 * own judgement of the policy counts where the lens has it; a program has only the policy.
 */
export default defineControl({
  id: 'LB-02',
  title: 'Log bucket is not publicly accessible',
  intent: 'Nobody outside can read or write audit logs.',
  severity: 'critical',
  appliesTo: 'logBucket',
  policies: ['resource', 'stack'],
  pulumiTypes: ['aws:s3/bucketPolicy:BucketPolicy', 'aws:s3/bucketAcl:BucketAcl'],
  needs: ['s3:GetBucketPolicyStatus', 's3:GetBucketPolicy', 's3:GetBucketAcl'],
  fix: 'Remove the statement or the grant that is open to everyone, and turn on Block Public Access.',
  url: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html#access-control-block-public-access-policy-status',
  evaluate(bucket) {
    return all([policyIsClosed(bucket), aclIsClosed(bucket)]);
  },
});

function policyIsClosed(bucket: Bucket): Verdict {
  const { policyIsPublic } = bucket;
  if (policyIsPublic === true)
    return fail('AWS calls the bucket policy public', evidence(bucket, 'policyIsPublic'));
  if (policyIsPublic === false) return pass(evidence(bucket, 'policyIsPublic'));
  const own = decide(bucket.policy, 'the bucket policy', (policy) => {
    const open = policy === null ? [] : publicStatements(policy);
    if (open.length === 0) return pass(evidence(bucket, 'policy'));
    const names = open.map((statement) =>
      nameOfStatement(statement, policy?.Statement.indexOf(statement) ?? 0),
    );
    return fail(
      `the bucket policy is open to everyone in ${names.join(', ')}`,
      evidence(bucket, 'policy', open),
    );
  });
  // What AWS would say of a policy that we find closed or open is not known: only a lens without AWS decides alone.
  return isUnknown(policyIsPublic)
    ? decide(policyIsPublic, 'whether the bucket policy is public', () => own)
    : own;
}

function aclIsClosed(bucket: Bucket): Verdict {
  return decide(bucket.publicGrants, 'the grants of the bucket’s ACL', (grants) =>
    grants === null || grants.length === 0
      ? pass(evidence(bucket, 'publicGrants'))
      : fail(
          `the bucket’s ACL grants access to ${grants.map((uri) => uri.split('/').at(-1)).join(', ')}`,
          evidence(bucket, 'publicGrants'),
        ),
  );
}
