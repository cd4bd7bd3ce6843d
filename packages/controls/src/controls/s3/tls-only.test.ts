import { describe, expect, it } from 'vitest';
import { aBucketPolicy, aLogBucket, anEstate, aTlsDeny, complete, names } from '../../../test/builders.ts';
import { verdictOf } from '../../../test/verdicts-of.ts';
import type { Bucket } from '../../model/estate.ts';
import { unknownBecause } from '../../model/fact.ts';
import type { PolicyStatement } from '../../model/policy-document.ts';
import control from './tls-only.ts';

const judged = (bucket: Partial<Bucket>) =>
  verdictOf(control, anEstate({ buckets: complete([aLogBucket(bucket)]) }));
const denying = (...statements: Partial<PolicyStatement>[]) =>
  judged({ policy: aBucketPolicy(...statements.map(aTlsDeny)) });
const arn = `arn:aws:s3:::${names.bucket}`;

describe(control.id, () => {
  it.each<[string, Partial<PolicyStatement>[]]>([
    ['one Deny for bucket and objects', [{}]],
    ['a Deny for each', [{ Resource: arn }, { Resource: `${arn}/*` }]],
    ['a Deny of everything', [{ Action: '*', Resource: '*' }]],
    ['the principal spelt out', [{ Principal: { AWS: '*' } }]],
    ['a boolean for the value', [{ Condition: { Bool: { 'AWS:SecureTransport': false } } }]],
    [
      'a Deny that also holds without the key',
      [{ Condition: { BoolIfExists: { 'aws:SecureTransport': 'false' } } }],
    ],
    ['a Deny of all but another service', [{ Action: undefined, NotAction: 'iam:*' } as never]],
  ])('passes %s', (_case, statements) => {
    expect(denying(...statements).status).toBe('pass');
  });

  it.each<[string, Partial<PolicyStatement>[], string]>([
    ['no Deny of it', [{ Effect: 'Allow' }], 'the bucket'],
    ['a Deny for the bucket alone', [{ Resource: arn }], 'its objects'],
    ['a Deny for the objects alone', [{ Resource: `${arn}/*` }], 'the bucket'],
    ['a Deny of some actions', [{ Action: ['s3:Get*', 's3:Put*'] }], 'the bucket'],
    ['a Deny for some', [{ Principal: { AWS: names.member } }], 'the bucket'],
    ['a Deny of old TLS', [{ Condition: { NumericLessThan: { 's3:TlsVersion': 1.2 } } }], 'the bucket'],
    ['a Deny of TLS itself', [{ Condition: { Bool: { 'aws:SecureTransport': 'true' } } }], 'the bucket'],
    [
      'a Deny that another condition narrows',
      [{ Condition: { Bool: { 'aws:SecureTransport': 'false', 'aws:ViaAWSService': 'false' } } }],
      'the bucket',
    ],
    ['a Deny without a condition', [{ Condition: {} }], 'the bucket'],
    [
      'a Deny of all but some actions',
      [{ Action: undefined, NotAction: 's3:GetObject' } as never],
      'the bucket',
    ],
    [
      'a Deny for another bucket',
      [{ Resource: ['arn:aws:s3:::other', 'arn:aws:s3:::other/*'] }],
      'the bucket',
    ],
  ])('fails %s', (_case, statements, what) => {
    expect(denying(...statements)).toMatchObject({ status: 'fail', reason: expect.stringContaining(what) });
  });

  it('fails a bucket without a policy, of access logs too', () => {
    expect(judged({ policy: null }).status).toBe('fail');
    expect(judged({ policy: null, role: 'access-logs' }).status).toBe('fail');
  });

  it.each(['policy', 'name'])('does not know while the %s is hidden', (field) => {
    expect(judged({ [field]: unknownBecause('unresolved', 'later') }).status).toBe('unknown');
  });
});
