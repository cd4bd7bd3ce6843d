import { describe, expect, it } from 'vitest';
import { aBucketPolicy, aLogBucket, anEstate, aTrail, complete, names } from '../../../test/builders.ts';
import { verdictOf } from '../../../test/verdicts-of.ts';
import type { Bucket, Estate } from '../../model/estate.ts';
import { unknownBecause } from '../../model/fact.ts';
import type { PolicyStatement } from '../../model/policy-document.ts';
import control from './encryption-refusals-accept-delivery.ts';

const hidden = unknownBecause('access-denied', 'AccessDenied');
const header = 's3:x-amz-server-side-encryption';
const judged = (bucket: Partial<Bucket>, estate: Partial<Estate> = {}) =>
  verdictOf(
    control,
    anEstate({ buckets: complete([aLogBucket(bucket)]), trails: complete([aTrail()]), ...estate }),
  );
const denying = (statement: Partial<PolicyStatement>, estate: Partial<Estate> = {}) =>
  judged(
    {
      policy: aBucketPolicy({
        Sid: 'Encrypted',
        Effect: 'Deny',
        Principal: '*',
        Action: 's3:PutObject',
        Resource: `arn:aws:s3:::${names.bucket}/*`,
        Condition: { StringNotEquals: { [header]: 'aws:kms' } },
        ...statement,
      }),
    },
    estate,
  );

describe(control.id, () => {
  it('fails a Deny that lets aws:kms through alone while digests are written', () => {
    expect(denying({})).toMatchObject({ status: 'fail', reason: expect.stringContaining('digests') });
  });

  it.each<[string, Partial<PolicyStatement>]>([
    ['written with IfExists', { Condition: { StringNotEqualsIfExists: { [header]: 'aws:kms' } } }],
    ['of all of S3', { Action: 's3:*' }],
    ['for those other than a person', { Principal: undefined, NotPrincipal: { AWS: names.member } } as never],
    ['for CloudTrail by name', { Principal: { Service: 'cloudtrail.amazonaws.com' } }],
    [
      'beside another condition',
      { Condition: { StringNotEquals: { [header]: 'aws:kms' }, Null: { [header]: 'false' } } },
    ],
  ])('fails one %s', (_case, statement) => {
    expect(denying(statement).status).toBe('fail');
  });

  it('passes one that lets both through', () => {
    expect(denying({ Condition: { StringNotEquals: { [header]: ['aws:kms', 'AES256'] } } }).status).toBe(
      'pass',
    );
  });

  it('passes aws:kms alone where no digests are written, and fails AES256 alone under a key', () => {
    const trails = complete([aTrail({ validatesLogFiles: false })]);
    expect(denying({}, { trails }).status).toBe('pass');
    expect(denying({ Condition: { StringNotEquals: { [header]: 'AES256' } } })).toMatchObject({
      reason: expect.stringContaining('log files'),
    });
  });

  it.each<[string, Partial<PolicyStatement>]>([
    [
      'services',
      {
        Condition: {
          StringNotEquals: { [header]: 'aws:kms' },
          Bool: { 'aws:PrincipalIsAWSService': 'false' },
        },
      },
    ],
    [
      'CloudTrail by its name',
      {
        Condition: {
          StringNotEquals: { [header]: 'aws:kms', 'aws:PrincipalServiceName': 'cloudtrail.amazonaws.com' },
        },
      },
    ],
    [
      'our trail',
      {
        Condition: {
          StringNotEquals: { [header]: 'aws:kms' },
          ArnNotLike: { 'aws:SourceArn': names.trailArn },
        },
      },
    ],
    [
      'CloudTrail as a principal',
      { Principal: undefined, NotPrincipal: { Service: 'cloudtrail.amazonaws.com' } } as never,
    ],
    ['all but one person', { Principal: { AWS: names.member } }],
    [
      'all but people of the organization',
      {
        Condition: {
          StringNotEquals: { [header]: 'aws:kms' },
          StringEquals: { 'aws:PrincipalOrgID': 'o-x' },
        },
      },
    ],
    ['all, as it speaks of reading', { Action: 's3:GetObject' }],
    [
      'all, as it speaks of the key',
      { Condition: { StringNotEquals: { [`${header}-aws-kms-key-id`]: 'x' } } },
    ],
  ])('is not about a Deny that excepts %s', (_case, statement) => {
    expect(denying(statement).status).toBe('not_applicable');
  });

  it('is not about a bucket without such a Deny, nor one that no trail delivers into', () => {
    expect(judged({}).status).toBe('not_applicable');
    expect(judged({ policy: null }).status).toBe('not_applicable');
    expect(judged({ role: 'access-logs' }).status).toBe('not_applicable');
  });

  it.each<[string, Partial<Estate>]>([
    ['validation', { trails: complete([aTrail({ validatesLogFiles: hidden })]) }],
    ['key', { trails: complete([aTrail({ validatesLogFiles: false, kmsKeyId: hidden })]) }],
    ['trails', { trails: { items: [], complete: hidden } }],
  ])('does not know while the %s of the trail could not be read', (_what, estate) => {
    expect(denying({}, estate).status).toBe('unknown');
  });

  it('does not know while the policy could not be read', () => {
    expect(judged({ policy: hidden }).status).toBe('unknown');
  });
});
