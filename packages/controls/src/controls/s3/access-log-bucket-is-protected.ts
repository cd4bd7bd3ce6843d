import { defineControl } from '../../define-control.ts';
import type { Bucket } from '../../model/estate.ts';
import type { Verdict } from '../../model/verdict.ts';
import { granteesOf } from '../../policy/grantees.ts';
import { sourceScopeOf } from '../../policy/source-scope.ts';
import { coversAction, nameOfStatement } from '../../policy/statement.ts';
import { all, decide, evidence, fail, notApplicable, pass } from '../../verdicts.ts';
import blockPublicAccess from './block-public-access.ts';
import lifecycle from './lifecycle.ts';
import logBucketIsNotPublic from './log-bucket-is-not-public.ts';
import tlsOnly from './tls-only.ts';

const service = 'logging.s3.amazonaws.com';

/** Its encryption is S3's own: access logs are not delivered under a KMS key. */
export default defineControl({
  id: 'LB-23',
  title: 'Access log target bucket is protected',
  intent: 'The log of the log is safe too.',
  severity: 'medium',
  appliesTo: 'logBucket',
  policies: ['stack'],
  pulumiTypes: [
    'aws:s3/bucketLogging:BucketLogging',
    'aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock',
    'aws:s3/bucketPolicy:BucketPolicy',
  ],
  needs: [
    's3:GetBucketAcl',
    's3:GetBucketLifecycleConfiguration',
    's3:GetBucketLogging',
    's3:GetBucketPolicy',
    's3:GetBucketPolicyStatus',
    's3:GetPublicAccessBlock',
  ],
  fix: `Close the bucket, ask for TLS, set a lifecycle, and let ${service} alone write, for our bucket or account.`,
  url: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/enable-server-access-logging.html',
  evaluate(bucket, { estate }) {
    if (bucket.role !== 'access-logs')
      return notApplicable('the bucket takes no access logs of a log bucket');
    const context = { estate, parameters: {} };
    return all([
      logBucketIsNotPublic.evaluate(bucket, context),
      blockPublicAccess.evaluate(bucket, context),
      tlsOnly.evaluate(bucket, context),
      lifecycle.evaluate(bucket, context),
      admitsLoggingAlone(bucket),
      admitsLogging(bucket),
    ]);
  },
});

function admitsLoggingAlone(bucket: Bucket): Verdict {
  return decide(bucket.policy, 'the bucket policy', (policy) =>
    all([
      pass(evidence(bucket, 'policy')),
      ...(policy?.Statement ?? [])
        .filter((statement) => statement.Effect === 'Allow' && coversAction(statement, 's3:PutObject'))
        .map((statement) => {
          const name = nameOfStatement(statement, policy?.Statement.indexOf(statement) ?? 0);
          const found = evidence(bucket, 'policy', statement);
          const others = granteesOf(statement).filter((grantee) => grantee.name !== service);
          if (others.length > 0)
            return fail(
              `${name} lets ${others.map((other) => other.name).join(', ')} write access logs`,
              found,
            );
          const { arns, accountIds } = sourceScopeOf(statement);
          return arns.length + accountIds.length > 0
            ? pass(found)
            : fail(`${name} lets S3 write access logs of any customer`, found);
        }),
    ]),
  );
}

/** Without a statement, or the older grant of the ACL, S3 drops access logs without a word. */
function admitsLogging(bucket: Bucket): Verdict {
  return decide(bucket.policy, 'the bucket policy', (policy) => {
    const admits = policy?.Statement.some(
      (statement) =>
        statement.Effect === 'Allow' &&
        coversAction(statement, 's3:PutObject') &&
        granteesOf(statement).some(({ name }) => name === service),
    );
    if (admits) return pass(evidence(bucket, 'policy'));
    return decide(bucket.admitsLogDeliveryGroup, 'whether the ACL admits S3’s log delivery', (byAcl) =>
      byAcl === true
        ? pass(evidence(bucket, 'admitsLogDeliveryGroup'))
        : fail(`no statement lets ${service} write access logs`, evidence(bucket, 'policy')),
    );
  });
}
