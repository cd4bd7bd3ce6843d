import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aKey, aLogBucket, anEstate, complete, names } from '../../test/builders.ts';
import { controls } from '../controls/index.ts';
import { judge } from '../judge/judge.ts';
import type { PolicyDocument, PolicyStatement } from '../model/policy-document.ts';
import { deniesClearText } from './clear-text.ts';
import { encryptionRefusals } from './encryption-refusal.ts';
import { granteesOf } from './grantees.ts';
import { freeOfMfa } from './mfa-guard.ts';
import { parsePolicyDocument } from './parse-policy-document.ts';

const seed = 20_260_615;
const role = `arn:aws:iam::${names.logArchive}:role/a`;
const bucket = `arn:aws:s3:::${names.bucket}`;
const text = fc.constantFrom(
  ...[
    '*',
    '__proto__',
    'constructor',
    'toString',
    's3:*',
    'S3:Delete*',
    's3:PutObject',
    'kms:Decrypt',
    'kms:*',
  ],
  ...['', ':', ':::', role, bucket, `${bucket}/*`, names.member, 'cloudtrail.amazonaws.com', '?'.repeat(50)],
);
const texts = fc.oneof(text, fc.array(text, { maxLength: 3 }));
const principal = fc.oneof(
  fc.constant('*' as const),
  fc.dictionary(fc.constantFrom('AWS', 'Service', 'Federated', '__proto__'), texts, {
    maxKeys: 2,
    noNullPrototype: true,
  }),
);
const operator = fc.constantFrom(
  ...[
    'Bool',
    'BoolIfExists',
    'Null',
    'StringEquals',
    'StringNotEquals',
    'StringNotEqualsIfExists',
    'ArnNotLike',
  ],
  ...['ForAllValues:StringEquals', 'ForAnyValue:StringLike', 'ArnLike', '__proto__', 'IfExists', ':'],
);
const key = fc.constantFrom(
  ...['aws:SecureTransport', 'aws:MultiFactorAuthPresent', 'aws:PrincipalArn', 'AWS:PRINCIPALORGID'],
  ...['s3:x-amz-server-side-encryption', 'aws:PrincipalIsAWSService', 'aws:SourceArn', 'toString'],
);
const statement: fc.Arbitrary<PolicyStatement> = fc.record(
  {
    Effect: fc.constantFrom('Allow' as const, 'Deny' as const),
    Principal: principal,
    NotPrincipal: principal,
    Action: texts,
    NotAction: texts,
    Resource: texts,
    NotResource: texts,
    Condition: fc.dictionary(
      operator,
      fc.dictionary(key, fc.oneof(texts, fc.boolean(), fc.constantFrom('false', 'true')), {
        maxKeys: 2,
        noNullPrototype: true,
      }),
      { maxKeys: 2, noNullPrototype: true },
    ),
  },
  { requiredKeys: ['Effect'], noNullPrototype: true },
);
const document: fc.Arbitrary<PolicyDocument> = fc.record({
  Statement: fc.array(statement, { maxLength: 4 }),
});

const judging = controls.filter(({ id }) => /^(LB|KM)-/.test(id));
const verdicts = (policy: PolicyDocument) =>
  judge(anEstate({ buckets: complete([aLogBucket({ policy })]), keys: complete([aKey({ policy })]) }), {
    controls: judging,
  }).map(({ controlId, verdict }) => ({ controlId, ...verdict }));
const withStatement = ({ Statement }: PolicyDocument, more: PolicyStatement) => ({
  Statement: [...Statement, more],
});

describe('policies of log storage', () => {
  it('make no control throw, whatever they say', () => {
    fc.assert(
      fc.property(document, (policy) => {
        const thrown = verdicts(policy).filter(
          (verdict) => 'reason' in verdict && /error in/.test(verdict.reason),
        );
        expect(thrown).toEqual([]);
      }),
      { seed, numRuns: 300 },
    );
  });

  it('keep refusing what they refuse when statements are added', () => {
    fc.assert(
      fc.property(document, statement, (policy, more) => {
        const longer = withStatement(policy, more);
        for (const resource of [bucket, `${bucket}/*`]) {
          if (deniesClearText(policy, 's3', resource))
            expect(deniesClearText(longer, 's3', resource)).toBe(true);
          const before = freeOfMfa(policy, 's3:DeleteObject', resource);
          const after = freeOfMfa(longer, 's3:DeleteObject', resource);
          if (before !== 'everyone') expect(after).not.toBe('everyone');
          if (before !== 'everyone' && before.length === 0) expect(after).toEqual([]);
        }
      }),
      { seed, numRuns: 500 },
    );
  });

  it('never refuse clear text, nor ask for MFA, by an Allow', () => {
    fc.assert(
      fc.property(document, (policy) => {
        const allowing = { Statement: policy.Statement.map((one) => ({ ...one, Effect: 'Allow' as const })) };
        expect(deniesClearText(allowing, 's3', bucket)).toBe(false);
        expect(freeOfMfa(allowing, 's3:DeleteObject', bucket)).toBe('everyone');
        expect(encryptionRefusals(allowing, 'cloudtrail.amazonaws.com')).toEqual([]);
      }),
      { seed, numRuns: 300 },
    );
  });

  it('name everyone where a statement names no principal', () => {
    fc.assert(
      fc.property(statement, (one) => {
        const { Principal, ...rest } = one;
        expect(granteesOf(rest as PolicyStatement)).toEqual([{ kind: 'everyone', name: 'NotPrincipal' }]);
      }),
      { seed, numRuns: 100 },
    );
  });
});

describe('hostile policies of log storage', () => {
  const long = 'a'.repeat(100_000);
  const wild = '*a'.repeat(50_000);

  it.each<[string, PolicyStatement]>([
    ['long names', { Effect: 'Allow', Principal: { AWS: long }, Action: long, Resource: long }],
    [
      'many wildcards',
      { Effect: 'Deny', Principal: '*', Action: `s3:${wild}`, Resource: `arn:aws:s3:::${wild}` },
    ],
    [
      'long conditions',
      {
        Effect: 'Deny',
        Principal: '*',
        Action: '*',
        Resource: '*',
        Condition: { [long]: { [long]: [long] } },
      },
    ],
    [
      'many exceptions',
      {
        Effect: 'Deny',
        Principal: '*',
        Action: '*',
        Resource: '*',
        Condition: {
          ArnNotLike: { 'aws:PrincipalArn': Array.from({ length: 20_000 }, (_, index) => `${index}*`) },
        },
      },
    ],
  ])('are judged: %s', (_what, one) => {
    const found = verdicts(parsePolicyDocument({ Statement: [one, one] }));
    expect(found.filter((verdict) => 'reason' in verdict && /error in/.test(verdict.reason))).toEqual([]);
    expect(found.find(({ controlId }) => controlId === 'LB-07')?.status).toBe('fail');
  });
});
