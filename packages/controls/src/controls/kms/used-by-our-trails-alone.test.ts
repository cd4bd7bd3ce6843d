import { describe, expect, it } from 'vitest';
import { aKey, aKeyPolicy, anEstate, aTrail, complete, names } from '../../../test/builders.ts';
import { verdictOf } from '../../../test/verdicts-of.ts';
import type { Estate, Key } from '../../model/estate.ts';
import { unknownBecause } from '../../model/fact.ts';
import type { PolicyStatement } from '../../model/policy-document.ts';
import control from './used-by-our-trails-alone.ts';

const hidden = unknownBecause('access-denied', 'AccessDenied');
const judged = (policy: Key['policy'], estate: Partial<Estate> = {}, parameters = {}) =>
  verdictOf(
    control,
    anEstate({ keys: complete([aKey({ policy })]), trails: complete([aTrail()]), ...estate }),
    parameters,
  );
const service = { Service: 'cloudtrail.amazonaws.com' };
const ofOurs = { StringEquals: { 'aws:SourceArn': names.trailArn } };
const context = {
  StringLike: {
    'kms:EncryptionContext:aws:cloudtrail:arn': `arn:aws:cloudtrail:*:${names.management}:trail/*`,
  },
};
const allow = (
  Action: string | string[],
  Condition: PolicyStatement['Condition'] = ofOurs,
): PolicyStatement => ({
  Effect: 'Allow',
  Principal: service,
  Action,
  Resource: '*',
  ...(Condition === undefined ? {} : { Condition }),
});
const describing = allow('kms:DescribeKey');
const encrypting = allow('kms:GenerateDataKey*', { ...ofOurs, ...context });

describe(control.id, () => {
  it.each<[string, PolicyStatement[]]>([
    ['our trail under its context', [encrypting, describing]],
    [
      'both in one statement',
      [allow(['kms:GenerateDataKey*', 'kms:DescribeKey'], { ...ofOurs, ...context })],
    ],
    [
      'our account as the source',
      [
        allow('kms:GenerateDataKey*', {
          StringEquals: { 'aws:SourceAccount': names.management },
          ...context,
        }),
        describing,
      ],
    ],
    [
      'an S3 Bucket Key beside',
      [
        encrypting,
        allow(['kms:GenerateDataKey*', 'kms:Decrypt'], {
          StringEquals: {
            'aws:SourceArn': names.trailArn,
            'kms:EncryptionContext:aws:s3:arn': `arn:aws:s3:::${names.bucket}`,
          },
        }),
        describing,
      ],
    ],
    ['a topic that shares the key', [encrypting, describing, allow(['kms:GenerateDataKey*', 'kms:Decrypt'])]],
  ])('passes a policy for %s', (_case, statements) => {
    expect(judged(aKeyPolicy(...statements)).status).toBe('pass');
  });

  it.each<[string, PolicyStatement[], string]>([
    ['no statement', [], 'describe'],
    ['no way to describe the key', [encrypting], 'describe'],
    ['no way to encrypt', [describing], 'encrypt'],
    [
      'any customer’s trail',
      [allow('kms:GenerateDataKey*', context), describing],
      'every trail of every customer',
    ],
    [
      'a stranger’s trail',
      [
        allow('kms:GenerateDataKey*', {
          StringEquals: { 'aws:SourceArn': 'arn:aws:cloudtrail:us-east-1:999999999999:trail/x' },
          ...context,
        }),
        describing,
      ],
      'no trail of ours',
    ],
    [
      'a source that need not be there',
      [
        allow('kms:GenerateDataKey*', {
          StringEqualsIfExists: { 'aws:SourceArn': names.trailArn },
          ...context,
        }),
        describing,
      ],
      'every trail of every customer',
    ],
    ['no encryption context', [allow('kms:GenerateDataKey*'), describing], 'encryption context'],
    [
      'the context of another account',
      [
        allow('kms:GenerateDataKey*', {
          ...ofOurs,
          StringLike: {
            'kms:EncryptionContext:aws:cloudtrail:arn': `arn:aws:cloudtrail:*:${names.member}:trail/*`,
          },
        }),
        describing,
      ],
      'encryption context',
    ],
  ])('fails a policy with %s', (_case, statements, reason) => {
    expect(judged({ Statement: statements })).toMatchObject({
      status: 'fail',
      reason: expect.stringContaining(reason),
    });
  });

  it('fails when a second trail of ours is not admitted', () => {
    const trails = complete([aTrail(), aTrail({ arn: names.trailArn.replace('organization', 'second') })]);
    expect(judged(aKeyPolicy(encrypting, describing), { trails }).status).toBe('fail');
  });

  it('takes approved trails from the parameter', () => {
    const parameters = { trailArns: [names.trailArn] };
    expect(judged(aKeyPolicy(encrypting, describing), {}, parameters).status).toBe('pass');
    expect(judged(aKeyPolicy(encrypting, describing), {}, { trailArns: ['other'] }).status).toBe('fail');
  });

  it('is not about a key that no trail uses', () => {
    const trails = complete([aTrail({ kmsKeyId: null })]);
    expect(judged({ Statement: [] }, { trails }).status).toBe('not_applicable');
  });

  it.each<[string, Key['policy'], Partial<Estate>]>([
    ['policy', hidden, {}],
    ['trails', aKeyPolicy(encrypting, describing), { trails: { items: [], complete: hidden } }],
    [
      'key of a trail',
      aKeyPolicy(encrypting, describing),
      { trails: complete([aTrail({ kmsKeyId: hidden })]) },
    ],
    ['ARN of the trail', aKeyPolicy(encrypting, describing), { trails: complete([aTrail({ arn: hidden })]) }],
  ])('does not know while the %s could not be read', (_what, policy, estate) => {
    expect(judged(policy, estate).status).toBe('unknown');
  });
});
