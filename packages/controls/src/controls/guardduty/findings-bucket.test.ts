import { describe, expect, it } from 'vitest';
import {
  aFindingsBucket,
  aFindingsKey,
  anAdministratorDetector,
  anEstate,
  anExportStatement,
  complete,
  denied,
} from '../../../test/builders.ts';
import { verdictsOf } from '../../../test/verdicts-of.ts';
import type { Bucket, Estate, Key } from '../../model/estate.ts';
import type { PolicyStatement } from '../../model/policy-document.ts';
import control from './findings-bucket.ts';

function judged(bucket: Partial<Bucket>, key: Partial<Key> = {}, estate: Partial<Estate> = {}) {
  const buckets = complete([aFindingsBucket(bucket)]);
  const keys = complete([aFindingsKey(key)]);
  return verdictsOf(control, anEstate({ buckets, keys, ...estate }))[0];
}
const bucketPolicy = aFindingsBucket().policy as { Statement: readonly PolicyStatement[] };
const admitting = (differing: Partial<PolicyStatement>) => ({
  policy: { Statement: [anExportStatement(differing), ...bucketPolicy.Statement.slice(1)] },
});
const account = { 'aws:SourceAccount': '333333333333' };
const detectors = { 'aws:SourceArn': 'arn:aws:guardduty:*:333333333333:detector/*' };

describe(control.id, () => {
  it('passes a bucket and a key that are closed', () => {
    expect(judged({})?.status).toBe('pass');
  });

  it.each<[string, Partial<Bucket>]>([
    ['LB-02', { policyIsPublic: true }],
    ['LB-03', { publicAccessBlock: null }],
    ['LB-07', { policy: { Statement: [anExportStatement()] } }],
    ['LB-09', { versioning: 'Suspended' }],
    ['LB-12', { objectLock: null }],
    ['LB-13', { encryption: { algorithm: 'AES256', keyId: null } }],
    ['LB-16', { lifecycle: [] }],
  ])('fails what %s would find of a log bucket, and says so', (id, bucket) => {
    expect(judged(bucket)).toMatchObject({ status: 'fail', reason: expect.stringContaining(`${id}: `) });
  });

  it.each<[string, Partial<PolicyStatement>, string]>([
    ['account and detectors', { Condition: { StringEquals: account, ArnLike: detectors } }, 'pass'],
    ['the Region’s own principal', { Principal: { Service: 'guardduty.ap-east-1.amazonaws.com' } }, 'pass'],
    ['no condition', { Condition: {} }, 'fail'],
    ['the account alone', { Condition: { StringEquals: account } }, 'fail'],
    ['the detectors alone', { Condition: { ArnLike: detectors } }, 'fail'],
    [
      'detectors of any account',
      {
        Condition: {
          StringEquals: account,
          ArnLike: { 'aws:SourceArn': 'arn:aws:guardduty:*:*:detector/*' },
        },
      },
      'fail',
    ],
    [
      'a condition that may be missing',
      { Condition: { StringEqualsIfExists: account, ArnLike: detectors } },
      'fail',
    ],
    ['another service', { Principal: { Service: 'config.amazonaws.com' } }, 'fail'],
    ['another action', { Action: 's3:GetBucketLocation' }, 'fail'],
  ])('lets GuardDuty in by %s -> %s', (_case, statement, status) => {
    expect(judged(admitting(statement))?.status).toBe(status);
  });

  it('asks the same of the key', () => {
    const open = anExportStatement({ Action: 'kms:GenerateDataKey', Resource: '*', Condition: {} });
    expect(judged({}, { policy: { Statement: [open] } })).toMatchObject({
      status: 'fail',
      reason: expect.stringContaining('the key policy lets GuardDuty in without'),
    });
    expect(judged({}, { policy: denied })?.status).toBe('unknown');
    expect(judged({}, {}, { keys: { items: [], complete: denied } })?.status).toBe('unknown');
  });

  it('does not know a policy that is hidden', () => {
    expect(judged({ policy: denied })?.status).toBe('unknown');
  });

  it('is about nothing where nothing is exported', () => {
    const administratorDetectors = complete([
      anAdministratorDetector({ destinations: complete([]) }),
      anAdministratorDetector({ region: 'eu-west-1', destinations: complete([]) }),
    ]);
    const [verdict] = verdictsOf(control, anEstate({ buckets: complete([]), administratorDetectors }));
    expect(verdict).toMatchObject({ status: 'not_applicable', reason: 'no findings are exported' });
  });

  it('does not know a bucket that is named and was not read, or where findings go', () => {
    const [unread] = verdictsOf(control, anEstate({ buckets: complete([]) }));
    expect(unread?.status).toBe('unknown');
    const hidden = { items: [], complete: denied };
    const administratorDetectors = complete([anAdministratorDetector({ destinations: hidden })]);
    expect(verdictsOf(control, anEstate({ administratorDetectors })).map(({ status }) => status)).toEqual([
      'pass',
      'unknown',
    ]);
  });
});
