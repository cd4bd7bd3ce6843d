import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { managedPolicy, managedPolicyArns } from '../managed-policies.ts';
import { compilePolicy } from '../policy/document.ts';
import { allow, deny, policy, to } from '../test/builders.ts';
import type { PolicyHolder, PolicyKind } from './quotas.ts';
import { type ValidationOptions, validatePolicy } from './validate-policy.ts';

const bucket = { resourceArn: 'arn:aws:s3:::logs' };
const trust = policy({
  Effect: 'Allow',
  Principal: { Service: 'ec2.amazonaws.com' },
  Action: 'sts:AssumeRole',
});
const bucketPolicy = policy(to({ AWS: '111122223333' }, allow('s3:GetObject', 'arn:aws:s3:::logs/*')));

const faults = (kind: PolicyKind, text: string, options?: ValidationOptions) =>
  validatePolicy(kind, text, options).map(({ code, at }) => `${code} ${at}`.trim());

it.each<[string, PolicyKind, string, ValidationOptions?]>([
  ['an identity policy', 'identity', policy(allow(['s3:*', 'ec2:Describe?'], ['*', 'arn:aws:s3:::b/*']))],
  ['one without version', 'identity', '{"Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}'],
  [
    'NotAction and NotResource',
    'identity',
    policy({ Effect: 'Deny', NotAction: 'iam:*', NotResource: 'arn:aws:iam::*:role/a' }),
  ],
  [
    'conditions of all kinds',
    'identity',
    policy(
      allow('*', '*', {
        Condition: {
          Bool: { 'aws:SecureTransport': false },
          NumericLessThan: { 's3:max-keys': 10 },
          'ForAnyValue:StringLikeIfExists': { 'aws:TagKeys': ['a*'] },
          Null: { 'aws:TokenIssueTime': 'true' },
        },
      }),
    ),
  ],
  ['a trust policy', 'trust', trust],
  [
    'a trust policy with keys of an OpenID Connect provider',
    'trust',
    policy({
      Effect: 'Allow',
      Principal: { Federated: 'arn:aws:iam::333333333333:oidc-provider/login.example.com/tenant' },
      Action: ['sts:AssumeRoleWithWebIdentity', 'sts:TagSession'],
      Condition: { StringEquals: { 'login.example.com/tenant:aud': 'client' } },
    }),
  ],
  ['a bucket policy', 'resource', bucketPolicy, bucket],
  [
    'a bucket policy with a Sid of words',
    'resource',
    policy(
      to('*', { Sid: 'Deny plain HTTP', ...deny('s3:*', ['arn:aws:s3:::logs', 'arn:aws:s3:::logs/*']) }),
    ),
    bucket,
  ],
  ['a key policy', 'key', policy(to({ AWS: 'arn:aws:iam::111122223333:root' }, allow('kms:*')))],
  [
    'a topic policy',
    'resource',
    policy(to({ Service: 'cloudtrail.amazonaws.com' }, allow('sns:Publish', 'arn:aws:sns:us-east-1:1:t'))),
    { resourceArn: 'arn:aws:sns:us-east-1:1:t' },
  ],
  [
    'an SCP',
    'scp',
    policy(
      deny('cloudtrail:StopLogging', '*', {
        Condition: { ArnNotLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/break-glass' } },
      }),
    ),
  ],
  [
    'an RCP',
    'rcp',
    policy(
      to('*', deny('s3:*', '*', { Condition: { StringNotEqualsIfExists: { 'aws:PrincipalOrgID': 'o-1' } } })),
    ),
  ],
  ['a session policy', 'session', policy(allow('s3:*'))],
])('takes %s', (_name, kind, text, options) => {
  expect(validatePolicy(kind, text, options)).toEqual([]);
});

// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
it.each<[string, PolicyKind, string, string, ValidationOptions?]>([
  ['no JSON', 'identity', '{"Statement":', 'MalformedPolicyDocument'],
  ['an empty text', 'identity', '', 'MalformedPolicyDocument'],
  ['a list', 'identity', '[]', 'MalformedPolicyDocument'],
  ['null', 'identity', 'null', 'MalformedPolicyDocument'],
  ['two documents', 'scp', '{"Statement":{}}{"Statement":{}}', 'MalformedPolicyDocumentException'],
  [
    'a key that is there twice',
    'identity',
    '{"Version":"2012-10-17","Statement":{"Effect":"Deny","Action":"*","Resource":"*"},"Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}',
    'MalformedPolicyDocument',
  ],
  ['no statement', 'identity', '{"Version":"2012-10-17"}', 'MalformedPolicyDocument'],
  ['an empty list of statements', 'identity', policy(), 'MalformedPolicyDocument'],
  ['a statement that is a text', 'identity', '{"Statement":["x"]}', 'MalformedPolicyDocument Statement[0]'],
  [
    'an unknown version',
    'identity',
    '{"Version":"2020-01-01","Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}',
    'MalformedPolicyDocument Version',
  ],
  [
    'an unknown field',
    'identity',
    policy({ ...allow(), Actions: '*' }),
    'MalformedPolicyDocument Statement[0]',
  ],
  [
    '__proto__ as a field',
    'identity',
    '{"Statement":{"Effect":"Allow","Action":"*","Resource":"*","__proto__":{}}}',
    'MalformedPolicyDocument Statement[0]',
  ],
  ['no effect', 'identity', policy({ Action: '*', Resource: '*' }), 'MalformedPolicyDocument Statement[0]'],
  [
    'an effect in lower case',
    'identity',
    policy({ ...allow(), Effect: 'allow' }),
    'MalformedPolicyDocument Statement[0].Effect',
  ],
  [
    'no action',
    'identity',
    policy({ Effect: 'Allow', Resource: '*' }),
    'MalformedPolicyDocument Statement[0]',
  ],
  [
    'Action and NotAction',
    'identity',
    policy({ ...allow(), NotAction: 'a:b' }),
    'MalformedPolicyDocument Statement[0]',
  ],
  [
    'an action without its service',
    'identity',
    policy(allow('GetObject')),
    'MalformedPolicyDocument Statement[0].Action',
  ],
  [
    'a wildcard for the service',
    'identity',
    policy(allow('*:Get*')),
    'MalformedPolicyDocument Statement[0].Action',
  ],
  [
    'an action that is a number',
    'identity',
    policy({ ...allow(), Action: 1 }),
    'MalformedPolicyDocument Statement[0].Action',
  ],
  [
    'no resource',
    'identity',
    policy({ Effect: 'Allow', Action: '*' }),
    'MalformedPolicyDocument Statement[0]',
  ],
  [
    'a resource that is no ARN',
    'identity',
    policy(allow('*', 'my-bucket')),
    'MalformedPolicyDocument Statement[0].Resource',
  ],
  [
    'half an ARN',
    'identity',
    policy(allow('*', 'arn:aws:s3')),
    'MalformedPolicyDocument Statement[0].Resource',
  ],
  [
    'a principal in an identity policy',
    'identity',
    policy(to('*', allow())),
    'MalformedPolicyDocument Statement[0].Principal',
  ],
  [
    'a Sid with spaces',
    'identity',
    policy({ Sid: 'not this', ...allow() }),
    'MalformedPolicyDocument Statement[0].Sid',
  ],
  [
    'a Sid that is there twice',
    'identity',
    policy({ Sid: 'A', ...allow() }, { Sid: 'A', ...deny() }),
    'MalformedPolicyDocument Statement[1].Sid',
  ],
  [
    'an unknown operator',
    'identity',
    policy(allow('*', '*', { Condition: { StringSortOf: { 'aws:x': 'y' } } })),
    'MalformedPolicyDocument Statement[0].Condition',
  ],
  [
    'a value that the operator cannot compare',
    'identity',
    policy(allow('*', '*', { Condition: { IpAddress: { 'aws:SourceIp': 'home' } } })),
    'MalformedPolicyDocument Statement[0].Condition.IpAddress.aws:SourceIp',
  ],
  [
    'a condition key without its service',
    'identity',
    policy(allow('*', '*', { Condition: { StringEquals: { username: 'x' } } })),
    'MalformedPolicyDocument Statement[0].Condition.StringEquals',
  ],
  [
    'a trust policy without principal',
    'trust',
    policy({ Effect: 'Allow', Action: 'sts:AssumeRole' }),
    'MalformedPolicyDocument Statement[0]',
  ],
  [
    'a trust policy with a resource',
    'trust',
    policy(to({ AWS: '111122223333' }, allow('sts:AssumeRole'))),
    'MalformedPolicyDocument Statement[0].Resource',
  ],
  [
    'a trust policy for other actions',
    'trust',
    policy({ Effect: 'Allow', Principal: '*', Action: 's3:*' }),
    'MalformedPolicyDocument Statement[0].Action',
  ],
  [
    'a trust policy with NotPrincipal',
    'trust',
    policy({ Effect: 'Allow', NotPrincipal: { AWS: '111122223333' }, Action: 'sts:AssumeRole' }),
    'MalformedPolicyDocument Statement[0].NotPrincipal',
  ],
  [
    'an SCP with a principal',
    'scp',
    policy(to('*', deny())),
    'MalformedPolicyDocumentException Statement[0].Principal',
  ],
  [
    'an SCP without version',
    'scp',
    '{"Statement":{"Effect":"Deny","Action":"*","Resource":"*"}}',
    'MalformedPolicyDocumentException',
  ],
  [
    'an RCP that allows',
    'rcp',
    policy(to('*', allow('s3:*'))),
    'MalformedPolicyDocumentException Statement[0].Effect',
  ],
  [
    'an RCP for one account',
    'rcp',
    policy(to({ AWS: '111122223333' }, deny('s3:*'))),
    'MalformedPolicyDocumentException Statement[0].Principal',
  ],
  [
    'an RCP for every action',
    'rcp',
    policy(to('*', deny('*'))),
    'MalformedPolicyDocumentException Statement[0].Action',
  ],
  [
    'an RCP with NotAction',
    'rcp',
    policy({ Effect: 'Deny', Principal: '*', NotAction: 's3:GetObject', Resource: '*' }),
    'MalformedPolicyDocumentException Statement[0].NotAction',
  ],
  ['a bucket policy that is no JSON', 'resource', 'Allow', 'MalformedPolicy', bucket],
  [
    'a bucket policy without principal',
    'resource',
    policy(allow('s3:GetObject', 'arn:aws:s3:::logs/*')),
    'MalformedPolicy Statement[0]',
    bucket,
  ],
  [
    'a bucket policy for another bucket',
    'resource',
    policy(to('*', allow('s3:GetObject', 'arn:aws:s3:::logs2/*'))),
    'MalformedPolicy Statement[0].Resource',
    bucket,
  ],
  [
    'a bucket policy for every bucket',
    'resource',
    policy(to('*', allow('s3:GetObject', '*'))),
    'MalformedPolicy Statement[0].Resource',
    bucket,
  ],
  [
    'a bucket policy with an action that S3 has not',
    'resource',
    policy(to('*', allow('s3:FetchObject', 'arn:aws:s3:::logs/*'))),
    'MalformedPolicy Statement[0].Action',
    bucket,
  ],
  [
    'a bucket policy with an object’s action on the bucket',
    'resource',
    policy(to('*', allow('s3:GetObject', 'arn:aws:s3:::logs'))),
    'MalformedPolicy Statement[0].Action',
    bucket,
  ],
  [
    'a bucket policy with a bucket’s action on objects',
    'resource',
    policy(to('*', allow('s3:ListBucket', 'arn:aws:s3:::logs/*'))),
    'MalformedPolicy Statement[0].Action',
    bucket,
  ],
  [
    'a principal with a wildcard',
    'resource',
    policy(to({ AWS: 'arn:aws:iam::111122223333:role/*' }, allow('s3:GetObject', 'arn:aws:s3:::logs/*'))),
    'MalformedPolicy Statement[0].Principal',
    bucket,
  ],
  [
    'an unknown kind of principal',
    'key',
    policy(to({ User: 'alice' }, allow('kms:*'))),
    'MalformedPolicyDocumentException Statement[0].Principal',
  ],
  [
    'a key policy without principal',
    'key',
    policy(allow('kms:*')),
    'MalformedPolicyDocumentException Statement[0]',
  ],
])('refuses %s', (_name, kind, text, expected, options) => {
  expect(faults(kind, text, options)).toEqual([expected]);
});

it('uses the words of the service', () => {
  expect(
    validatePolicy('resource', policy(to('*', allow('s3:GetObject', 'arn:aws:s3:::x/*'))), bucket)[0]
      ?.message,
  ).toBe('Policy has invalid resource');
  expect(
    validatePolicy('resource', policy(allow('s3:GetObject', 'arn:aws:s3:::logs/*')), bucket)[0]?.message,
  ).toBe('Missing required field Principal');
  expect(validatePolicy('identity', policy(allow('*', 'x')))[0]?.message).toBe(
    'Resource x must be in ARN format or "*".',
  );
});

it('tells what a trust policy is for', () => {
  const forBuckets = policy({ Effect: 'Allow', Principal: '*', Action: 's3:*' });
  expect(validatePolicy('trust', forBuckets)[0]?.message).toBe(
    'AssumeRole policy may only specify STS AssumeRole actions.',
  );
});

it('tells all faults at once', () => {
  expect(faults('identity', policy({ Effect: 'Maybe', Action: 'x', Resource: 'y' }))).toHaveLength(3);
});

describe('length', () => {
  /** A valid policy of exactly so many characters, none of them white space. */
  function ofLength(base: object, length: number): string {
    const empty = policy({ Sid: '', ...base });
    return policy({ Sid: 'a'.repeat(length - empty.length), ...base });
  }

  // Quotas: the pages in quotas.ts.
  it.each<[PolicyKind, PolicyHolder | undefined, object, number, string, string | undefined]>([
    ['identity', 'managed', allow(), 6_144, 'LimitExceeded', undefined],
    ['identity', 'role', allow(), 10_240, 'LimitExceeded', undefined],
    ['identity', 'user', allow(), 2_048, 'LimitExceeded', undefined],
    ['identity', 'group', allow(), 5_120, 'LimitExceeded', undefined],
    [
      'trust',
      undefined,
      { Effect: 'Allow', Principal: '*', Action: 'sts:AssumeRole' },
      2_048,
      'LimitExceeded',
      undefined,
    ],
    ['session', undefined, allow(), 2_048, 'PackedPolicyTooLarge', undefined],
    ['scp', undefined, deny(), 10_240, 'ConstraintViolationException', undefined],
    ['rcp', undefined, to('*', deny('s3:*')), 5_120, 'ConstraintViolationException', undefined],
    ['key', undefined, to('*', allow()), 32_768, 'LimitExceededException', undefined],
    [
      'resource',
      undefined,
      to('*', deny('s3:*', 'arn:aws:s3:::logs')),
      20_480,
      'MalformedPolicy',
      bucket.resourceArn,
    ],
  ])('%s of %s: %#', (kind, holder, base, limit, code, resourceArn) => {
    const options = { ...(holder && { holder }), ...(resourceArn && { resourceArn }) };
    expect(validatePolicy(kind, ofLength(base, limit), options)).toEqual([]);
    expect(faults(kind, ofLength(base, limit + 1), options)).toEqual([code]);
  });

  it('does not count white space for IAM, and does for Organizations', () => {
    const spaced = `${' '.repeat(20_000)}${policy(deny('s3:*'))}`;
    expect(validatePolicy('identity', spaced)).toEqual([]);
    expect(faults('scp', spaced)).toEqual(['ConstraintViolationException']);
  });

  it('takes one walk to measure text that is no JSON', () => {
    expect(faults('identity', '"\\'.repeat(500_000))).toEqual(['LimitExceeded']);
    expect(faults('identity', `"${'\\"'.repeat(500_000)}`)).toEqual(['LimitExceeded']);
  });

  it('counts bytes for keys and buckets', () => {
    const text = policy(to('*', allow('kms:*')), { Sid: 'ä'.repeat(17_000), ...to('*', allow('kms:*')) });
    expect(text.length).toBeLessThan(32_768);
    expect(faults('key', text)).toEqual(['LimitExceededException']);
  });
});

it('answers any text, and what it takes can be evaluated', () => {
  const odd = fc.constantFrom(1, true, null, {}, [], 'x', { AWS: '*' });
  const mostly = (...values: readonly unknown[]) =>
    fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...values) }, odd);
  const statement = fc.record(
    {
      Effect: mostly('Allow', 'Deny'),
      Action: mostly('*', 's3:*', ['s3:Get*', 'kms:Decrypt'], 'sts:AssumeRole'),
      Resource: mostly('*', 'arn:aws:s3:::b', ['arn:aws:s3:::b/*']),
      Principal: mostly('*', { AWS: '111122223333' }),
      Condition: mostly({ StringEquals: { 'aws:x': ['y'] } }, { Bool: { 'aws:SecureTransport': false } }),
    },
    { requiredKeys: ['Effect', 'Action'] },
  );
  const text = fc.oneof(
    fc.json(),
    fc
      .record({
        Version: fc.constantFrom('2012-10-17', '2008-10-17', '1'),
        Statement: fc.oneof(statement, fc.array(statement)),
      })
      .map((value) => JSON.stringify(value)),
  );
  const kind = fc.constantFrom<PolicyKind>('identity', 'resource', 'trust', 'scp', 'rcp', 'key', 'session');
  let taken = 0;
  fc.assert(
    fc.property(kind, text, (each, document) => {
      if (validatePolicy(each, document).length > 0) return;
      taken++;
      compilePolicy(document);
    }),
    { seed: 99, numRuns: 20_000 },
  );
  expect(taken).toBeGreaterThan(20);
});

describe('managed policies', () => {
  it.each(managedPolicyArns())('%s is a policy that IAM would take', (arn) => {
    const { document, name, path } = managedPolicy(arn) ?? { document: '', name: '', path: '' };
    expect(validatePolicy('identity', document)).toEqual([]);
    expect(arn).toBe(`arn:aws:iam::aws:policy${path}${name}`);
  });
});
