import { defineControl } from '../../define-control.ts';
import { trailsInto } from '../../estate/buckets.ts';
import { nameOfTrail } from '../../estate/trails.ts';
import type { Trail } from '../../model/estate.ts';
import type { Evidence, Verdict } from '../../model/verdict.ts';
import { encryptionRefusals } from '../../policy/encryption-refusal.ts';
import { nameOfStatement } from '../../policy/statement.ts';
import { all, decide, evidence, fail, notApplicable, pass, unknown } from '../../verdicts.ts';

/**
 * CloudTrail may write digests with SSE-S3 while log files have the trail's key, so a Deny must let both through. AWS
 * says that the trail's key encrypts digests as well; until that is seen everywhere, AES256 stays allowed.
 */
export default defineControl({
  id: 'LB-14',
  title: 'Encryption Deny statements do not block delivery',
  intent: 'A strict policy must still accept CloudTrail files.',
  severity: 'medium',
  appliesTo: 'logBucket',
  policies: ['resource', 'stack'],
  pulumiTypes: ['aws:s3/bucketPolicy:BucketPolicy'],
  needs: ['s3:GetBucketPolicy', 'cloudtrail:DescribeTrails'],
  fix: 'Let the Deny on s3:x-amz-server-side-encryption accept both aws:kms and AES256, or except CloudTrail.',
  url: 'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/best-practices-security.html',
  evaluate(bucket, { estate }) {
    if (bucket.role !== 'trail-logs') return notApplicable('the bucket is no destination of a trail');
    return decide(bucket.policy, 'the bucket policy', (policy) => {
      const refusals = policy === null ? [] : encryptionRefusals(policy, 'cloudtrail.amazonaws.com');
      if (refusals.length === 0) return notApplicable('no Deny asks CloudTrail how it encrypts');
      const { trails, complete } = trailsInto(bucket, estate);
      return all(
        refusals.map(({ statement, accepted }) => {
          const name = nameOfStatement(statement, policy?.Statement.indexOf(statement) ?? 0);
          const found = evidence(bucket, 'policy', statement);
          const refused = ['aws:kms', 'AES256'].filter((wanted) => !accepted.includes(wanted));
          if (refused.length === 0) return pass(found);
          return all([
            ...trails.map((trail) => accepts(trail, name, refused, found)),
            complete === true
              ? pass(found)
              : unknown('which trails deliver into the bucket is not known', complete),
          ]);
        }),
      );
    });
  },
});

function accepts(trail: Trail, name: string, refused: readonly string[], found: Evidence): Verdict {
  const blocked = (what: string, how: string) =>
    fail(`${name} refuses ${how}, with which ${nameOfTrail(trail)} may write its ${what}`, found);
  return all([
    refused.includes('AES256')
      ? decide(trail.validatesLogFiles, 'whether log files are signed', (validates) =>
          validates === true ? blocked('digests', 'AES256') : pass(found),
        )
      : pass(found),
    decide(trail.kmsKeyId, 'the trail’s key', (key) => {
      const algorithm = key === null ? 'AES256' : 'aws:kms';
      return refused.includes(algorithm) ? blocked('log files', algorithm) : pass(found);
    }),
  ]);
}
