import { describe, expect, it } from 'vitest';
import {
  aBucketPolicy,
  aLogBucket,
  anAccessLogBucket,
  anEstate,
  aTlsDeny,
  complete,
  names,
} from '../../../test/builders.ts';
import { verdictsOf } from '../../../test/verdicts-of.ts';
import type { Bucket } from '../../model/estate.ts';
import { unknownBecause } from '../../model/fact.ts';
import type { PolicyStatement } from '../../model/policy-document.ts';
import control from './access-log-bucket-is-protected.ts';

const arn = `arn:aws:s3:::${names.accessLogBucket}`;
/** The verdict on the target, which the name sorts first. */
const judged = (target: Partial<Bucket>) =>
  verdictsOf(control, anEstate({ buckets: complete([aLogBucket(), anAccessLogBucket(target)]) }))[0];
const writing = (statement: Partial<PolicyStatement>) =>
  judged({
    policy: aBucketPolicy(
      {
        Effect: 'Allow',
        Principal: { Service: 'logging.s3.amazonaws.com' },
        Action: 's3:PutObject',
        Resource: `${arn}/*`,
        Condition: { ArnLike: { 'aws:SourceArn': `arn:aws:s3:::${names.bucket}` } },
        ...statement,
      },
      aTlsDeny({ Resource: [arn, `${arn}/*`] }),
    ),
  });

describe(control.id, () => {
  it('passes a closed bucket that S3’s logging alone writes into for us', () => {
    expect(judged({})).toMatchObject({ status: 'pass' });
    expect(writing({})).toMatchObject({ status: 'pass' });
  });

  it.each<[string, Partial<Bucket>]>([
    ['public', { policyIsPublic: true }],
    ['without a public access block', { publicAccessBlock: null }],
    ['open to clear text', { policy: null }],
    ['without lifecycle rules', { lifecycle: null }],
  ])('fails one that is %s', (_case, target) => {
    expect(judged(target)).toMatchObject({ status: 'fail' });
  });

  it.each<[string, Partial<PolicyStatement>]>([
    ['a person', { Principal: { AWS: names.member } }],
    ['another service', { Principal: { Service: 'cloudtrail.amazonaws.com' } }],
    ['any customer’s logging', { Condition: {} }],
  ])('fails one that %s may write into', (_case, statement) => {
    expect(writing(statement)).toMatchObject({ status: 'fail' });
  });

  it('fails one that S3’s logging cannot write into, unless its ACL lets it', () => {
    const policy = aBucketPolicy(aTlsDeny({ Resource: [arn, `${arn}/*`] }));
    expect(judged({ policy })).toMatchObject({
      status: 'fail',
      reason: expect.stringContaining('no statement'),
    });
    expect(judged({ policy, admitsLogDeliveryGroup: true })).toMatchObject({ status: 'pass' });
    const hidden = unknownBecause('access-denied', 'AccessDenied');
    expect(judged({ policy, admitsLogDeliveryGroup: hidden })).toMatchObject({ status: 'unknown' });
  });

  it('is not about the log bucket', () => {
    expect(verdictsOf(control, anEstate({ buckets: complete([aLogBucket()]) }))).toMatchObject([
      { status: 'not_applicable' },
    ]);
  });

  it.each(['publicAccessBlock', 'policy', 'lifecycle', 'publicGrants'] as const)(
    'does not know while its %s could not be read',
    (field) => {
      expect(judged({ [field]: unknownBecause('access-denied', 'AccessDenied') })).toMatchObject({
        status: 'unknown',
      });
    },
  );
});
