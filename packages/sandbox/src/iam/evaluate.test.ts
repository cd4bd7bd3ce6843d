import { describe, expect, it } from 'vitest';
import { evaluate } from './evaluate.ts';
import type { ApplicablePolicies, AuthorizationRequest } from './request.ts';
import {
  account,
  alice,
  allow,
  anonymous,
  aRequest,
  cloudTrail,
  deny,
  otherAccount,
  policies,
  policy,
  root,
  session,
  stranger,
  to,
} from './test/builders.ts';

const all = policy(allow());
const bucketOfOther = { resourceAccountId: otherAccount };
const key = `arn:aws:kms:us-east-1:${account}:key/1`;
const role = `arn:aws:iam::${account}:role/audit`;

type Case = [
  name: string,
  request: Partial<AuthorizationRequest>,
  applicable: Partial<ApplicablePolicies>,
  result: string,
];

function result(request: Partial<AuthorizationRequest>, applicable: Partial<ApplicablePolicies>): string {
  const { allowed, explicit, by } = evaluate(aRequest(request), policies(applicable));
  return `${allowed ? 'allowed' : explicit ? 'denied' : 'not allowed'} by ${by}`;
}

// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-basics.html
describe('within one account', () => {
  it.each<Case>([
    ['a user without policies', {}, {}, 'not allowed by identity'],
    ['a user with an allow', {}, { identity: [all] }, 'allowed by identity'],
    ['an allow beside a deny', {}, { identity: [all, policy(deny('s3:PutObject'))] }, 'denied by identity'],
    [
      'an allow outside of the boundary',
      {},
      { identity: [all], boundary: policy(allow('ec2:*')) },
      'not allowed by boundary',
    ],
    [
      'an allow inside of the boundary',
      {},
      { identity: [all], boundary: policy(allow('s3:*')) },
      'allowed by identity',
    ],
    ['a boundary alone', {}, { boundary: all }, 'not allowed by identity'],
    [
      'a deny in the boundary',
      {},
      { identity: [all], boundary: policy(allow(), deny('s3:*')) },
      'denied by boundary',
    ],
    [
      'a session narrowed by its policy',
      { principal: session },
      { identity: [all], session: [policy(allow('ec2:*'))] },
      'not allowed by session',
    ],
    [
      'a session with an empty list of session policies',
      { principal: session },
      { identity: [all], session: [] },
      'not allowed by session',
    ],
    ['a session policy cannot add', { principal: session }, { session: [all] }, 'not allowed by identity'],
    [
      'a bucket policy that names the user, alone',
      {},
      { resource: policy(to({ AWS: alice.arn }, allow())) },
      'allowed by resource',
    ],
    [
      'a bucket policy that names the account only hands over',
      {},
      { resource: policy(to({ AWS: account }, allow())) },
      'not allowed by identity',
    ],
    ['a bucket policy for everyone', {}, { resource: policy(to('*', allow())) }, 'allowed by resource'],
    [
      'a user named by the bucket, outside of the boundary',
      {},
      { resource: policy(to({ AWS: alice.arn }, allow())), boundary: policy(allow('ec2:*')) },
      'allowed by resource',
    ],
    [
      'a role named by the bucket, outside of the boundary',
      { principal: session },
      { resource: policy(to({ AWS: session.arn }, allow())), boundary: policy(allow('ec2:*')) },
      'not allowed by boundary',
    ],
    [
      'a role named by the bucket, outside of the session policy',
      { principal: session },
      { resource: policy(to({ AWS: session.arn }, allow())), session: [policy(allow('ec2:*'))] },
      'not allowed by session',
    ],
    [
      'a session named by the bucket, outside of boundary and session policy',
      { principal: session },
      {
        resource: policy(to({ AWS: session.sessionArn }, allow())),
        boundary: policy(allow('ec2:*')),
        session: [],
      },
      'allowed by resource',
    ],
    [
      'another session of the role',
      { principal: session },
      { resource: policy(to({ AWS: `${session.sessionArn}0` }, allow())) },
      'not allowed by identity',
    ],
    [
      'a deny in the bucket policy',
      {},
      { identity: [all], resource: policy(to('*', deny())) },
      'denied by resource',
    ],
    [
      'a deny for another',
      {},
      { identity: [all], resource: policy(to({ AWS: stranger.arn }, deny())) },
      'allowed by identity',
    ],
    ['the root user', { principal: root }, {}, 'allowed by identity'],
    [
      'the root user against a deny of the bucket',
      { principal: root },
      { resource: policy(to('*', deny())) },
      'denied by resource',
    ],
  ])('%s', (_name, request, applicable, expected) => {
    expect(result(request, applicable)).toBe(expected);
  });

  // https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketPolicy.html
  it.each(['s3:GetBucketPolicy', 's3:PutBucketPolicy', 's3:DeleteBucketPolicy'])(
    'root may always do %s',
    (action) => {
      const lockout = { resource: policy(to('*', deny('s3:*'))) };
      const request = { action, resource: 'arn:aws:s3:::logs' };
      expect(result({ ...request, principal: root }, lockout)).toBe('allowed by identity');
      expect(result(request, { ...lockout, identity: [all] })).toBe('denied by resource');
      expect(result({ ...request, principal: { ...root, accountId: otherAccount } }, lockout)).toBe(
        'denied by resource',
      );
    },
  );
});

// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic-cross-account.html
describe('across accounts', () => {
  const granted = policy(to({ AWS: account }, allow()));
  it.each<Case>([
    ['identity alone', {}, { identity: [all] }, 'not allowed by resource'],
    ['resource alone', {}, { resource: granted }, 'not allowed by identity'],
    ['both', {}, { identity: [all], resource: granted }, 'allowed by resource'],
    [
      'both, the user named',
      {},
      { identity: [all], resource: policy(to({ AWS: alice.arn }, allow())) },
      'allowed by resource',
    ],
    [
      'both, everyone named',
      {},
      { identity: [all], resource: policy(to('*', allow())) },
      'allowed by resource',
    ],
    [
      'everyone named, identity silent',
      {},
      { resource: policy(to('*', allow())) },
      'not allowed by identity',
    ],
    [
      'session named, session policy silent',
      { principal: session },
      { identity: [all], session: [], resource: policy(to({ AWS: session.sessionArn }, allow())) },
      'not allowed by session',
    ],
    ['root of the named account', { principal: root }, { resource: granted }, 'allowed by resource'],
    [
      'the bucket policy itself, though granted',
      { action: 's3:GetBucketPolicy', resource: 'arn:aws:s3:::logs' },
      { identity: [all], resource: granted },
      'not allowed by resource',
    ],
    ['root of an account not named', { principal: root }, {}, 'not allowed by resource'],
  ])('%s', (_name, request, applicable, expected) => {
    expect(result({ ...bucketOfOther, ...request }, applicable)).toBe(expected);
  });
});

// https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps_evaluation.html
describe('service control policies', () => {
  const denyStop = policy(deny('s3:PutObject'));
  it.each<Case>([
    ['every level allows', {}, { identity: [all], serviceControl: [[all], [all]] }, 'allowed by identity'],
    [
      'a level in between does not',
      {},
      { identity: [all], serviceControl: [[all], [policy(allow('ec2:*'))], [all]] },
      'not allowed by service-control',
    ],
    [
      'a level without any policy',
      {},
      { identity: [all], serviceControl: [[all], []] },
      'not allowed by service-control',
    ],
    [
      'a deny on any level',
      {},
      { identity: [all], serviceControl: [[all, denyStop], [all]] },
      'denied by service-control',
    ],
    [
      'the root user of a member',
      { principal: root },
      { serviceControl: [[all, denyStop]] },
      'denied by service-control',
    ],
    ['no level: the management account', {}, { identity: [all], serviceControl: [] }, 'allowed by identity'],
    [
      'a service-linked role',
      { principal: { ...session, isServiceLinkedRole: true } },
      { identity: [all], serviceControl: [[denyStop]] },
      'allowed by identity',
    ],
    [
      'a grant by the bucket',
      {},
      { resource: policy(to({ AWS: alice.arn }, allow())), serviceControl: [[denyStop]] },
      'denied by service-control',
    ],
    [
      'a service',
      { principal: cloudTrail },
      { resource: policy(to({ Service: cloudTrail.arn }, allow())), serviceControl: [[denyStop]] },
      'allowed by resource',
    ],
  ])('%s', (_name, request, applicable, expected) => {
    expect(result(request, applicable)).toBe(expected);
  });
});

// https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps.html
describe('resource control policies', () => {
  const perimeter = policy(
    to(
      '*',
      deny(['s3:*', 'kms:*', 'cloudtrail:*'], '*', {
        Condition: {
          StringNotEqualsIfExists: { 'aws:PrincipalOrgID': 'o-1' },
          BoolIfExists: { 'aws:PrincipalIsAWSService': 'false' },
        },
      }),
    ),
  );
  const granted = policy(to('*', allow()));
  const member = { resourceControl: [[perimeter]] };
  const ours = { context: { 'aws:principalorgid': ['o-1'] } };
  it.each<Case>([
    ['a principal of the organization', ours, { identity: [all], ...member }, 'allowed by identity'],
    [
      'a principal of another organization',
      { principal: stranger, context: { 'aws:principalorgid': ['o-2'] } },
      { identity: [all], resource: granted, ...member },
      'denied by resource-control',
    ],
    [
      'no one in particular',
      { principal: anonymous },
      { resource: granted, ...member },
      'denied by resource-control',
    ],
    ['a service', { principal: cloudTrail }, { resource: granted, ...member }, 'allowed by resource'],
    [
      'a service-linked role',
      { principal: { ...session, isServiceLinkedRole: true } },
      { identity: [all], ...member },
      'allowed by identity',
    ],
    [
      'a resource of the management account',
      { principal: stranger },
      { identity: [all], resource: granted, resourceControl: [] },
      'allowed by resource',
    ],
    [
      'a service without RCPs',
      { action: 'cloudtrail:StopLogging', resource: `arn:aws:cloudtrail:us-east-1:${account}:trail/t` },
      { identity: [all], ...member },
      'allowed by identity',
    ],
    [
      'kms:RetireGrant',
      { action: 'kms:RetireGrant', resource: key },
      { identity: [all], resource: policy(to({ AWS: account }, allow())), ...member },
      'allowed by identity',
    ],
    [
      'kms:Decrypt',
      { action: 'kms:Decrypt', resource: key },
      { identity: [all], resource: policy(to({ AWS: account }, allow())), ...member },
      'denied by resource-control',
    ],
  ])('%s', (_name, request, applicable, expected) => {
    expect(result(request, applicable)).toBe(expected);
  });
});

// https://docs.aws.amazon.com/kms/latest/developerguide/key-policies.html
describe('key policies', () => {
  const decrypt = { action: 'kms:Decrypt', resource: key };
  const byAccount = policy(to({ AWS: `arn:aws:iam::${account}:root` }, allow('kms:*')));
  it.each<Case>([
    [
      'an identity policy without the key',
      decrypt,
      { identity: [all], resource: policy() },
      'not allowed by resource',
    ],
    ['a key without a policy', decrypt, { identity: [all] }, 'not allowed by resource'],
    [
      'the key hands over to the account',
      decrypt,
      { identity: [all], resource: byAccount },
      'allowed by identity',
    ],
    [
      'the key hands over, the identity is silent',
      decrypt,
      { resource: byAccount },
      'not allowed by identity',
    ],
    [
      'the key names the user',
      decrypt,
      { resource: policy(to({ AWS: alice.arn }, allow('kms:Decrypt'))) },
      'allowed by resource',
    ],
    [
      'root without the key',
      { ...decrypt, principal: root },
      { resource: policy(to({ AWS: alice.arn }, allow())) },
      'not allowed by resource',
    ],
    [
      'root named by the key',
      { ...decrypt, principal: root },
      { resource: byAccount },
      'allowed by resource',
    ],
    [
      'another account, both sides',
      { ...decrypt, principal: stranger },
      { identity: [all], resource: policy(to({ AWS: otherAccount }, allow())) },
      'allowed by resource',
    ],
    [
      'another account, key alone',
      { ...decrypt, principal: stranger },
      { resource: policy(to({ AWS: otherAccount }, allow())) },
      'not allowed by identity',
    ],
    [
      'kms:ListKeys needs no key',
      { action: 'kms:ListKeys', resource: '*' },
      { identity: [all] },
      'allowed by identity',
    ],
    [
      'CloudTrail for its own trail',
      {
        principal: cloudTrail,
        action: 'kms:GenerateDataKey',
        resource: key,
        context: { 'aws:sourcearn': ['arn:aws:cloudtrail:us-east-1:1:trail/t'] },
      },
      {
        resource: policy(
          to(
            { Service: 'cloudtrail.amazonaws.com' },
            allow('kms:GenerateDataKey*', '*', {
              Condition: { StringEquals: { 'aws:SourceArn': 'arn:aws:cloudtrail:us-east-1:1:trail/t' } },
            }),
          ),
        ),
      },
      'allowed by resource',
    ],
    [
      'CloudTrail for another trail',
      {
        principal: cloudTrail,
        action: 'kms:GenerateDataKey',
        resource: key,
        context: { 'aws:sourcearn': ['arn:aws:cloudtrail:us-east-1:2:trail/t'] },
      },
      {
        resource: policy(
          to(
            { Service: 'cloudtrail.amazonaws.com' },
            allow('kms:GenerateDataKey*', '*', {
              Condition: { StringEquals: { 'aws:SourceArn': 'arn:aws:cloudtrail:us-east-1:1:trail/t' } },
            }),
          ),
        ),
      },
      'not allowed by resource',
    ],
  ])('%s', (_name, request, applicable, expected) => {
    expect(result(request, applicable)).toBe(expected);
  });
});

// https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html
describe('trust policies', () => {
  const assume = { action: 'sts:AssumeRole', resource: role };
  const trust = (Principal: unknown, more: object = {}) =>
    policy({ Effect: 'Allow', Action: 'sts:AssumeRole', Principal, ...more });
  const externalId = { Condition: { StringEquals: { 'sts:ExternalId': 'x1' } } };
  it.each<Case>([
    [
      'identity without trust',
      assume,
      { identity: [all], resource: trust({ Service: 'ec2.amazonaws.com' }) },
      'not allowed by resource',
    ],
    ['the user named', assume, { resource: trust({ AWS: alice.arn }) }, 'allowed by resource'],
    [
      'the account named, identity silent',
      assume,
      { resource: trust({ AWS: account }) },
      'not allowed by identity',
    ],
    [
      'the account named, identity allows',
      assume,
      { identity: [all], resource: trust({ AWS: `arn:aws:iam::${account}:root` }) },
      'allowed by identity',
    ],
    [
      'the other account named, trust alone',
      { ...assume, principal: stranger },
      { resource: trust({ AWS: stranger.arn }) },
      'not allowed by identity',
    ],
    [
      'the other account named, both',
      { ...assume, principal: stranger },
      { identity: [all], resource: trust({ AWS: otherAccount }) },
      'allowed by resource',
    ],
    [
      'the external id',
      { ...assume, context: { 'sts:externalid': ['x1'] } },
      { resource: trust({ AWS: alice.arn }, externalId) },
      'allowed by resource',
    ],
    [
      'a wrong external id',
      { ...assume, context: { 'sts:externalid': ['x2'] } },
      { resource: trust({ AWS: alice.arn }, externalId) },
      'not allowed by resource',
    ],
    [
      'a role does not trust itself',
      { ...assume, principal: session, resource: session.arn },
      { identity: [all], resource: trust({ Service: 'ec2.amazonaws.com' }) },
      'not allowed by resource',
    ],
    ['a root user', { ...assume, principal: root }, { resource: trust('*') }, 'denied by none'],
    [
      'a service',
      { ...assume, principal: cloudTrail },
      { resource: trust({ Service: 'cloudtrail.amazonaws.com' }) },
      'allowed by resource',
    ],
    [
      'an identity provider',
      {
        action: 'sts:AssumeRoleWithSAML',
        resource: role,
        principal: { kind: 'federated', arn: 'arn:aws:iam::1:saml-provider/idp', accountId: '' },
      },
      {
        resource: policy({
          Effect: 'Allow',
          Action: 'sts:AssumeRoleWithSAML',
          Principal: { Federated: 'arn:aws:iam::1:saml-provider/idp' },
        }),
      },
      'allowed by resource',
    ],
  ])('%s', (_name, request, applicable, expected) => {
    expect(result(request, applicable)).toBe(expected);
  });

  it('asks no one for permission to learn who they are', () => {
    const request = { action: 'sts:GetCallerIdentity', resource: '*' };
    expect(result(request, { identity: [policy(deny())] })).toBe('allowed by none');
  });
});

// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
describe('principals', () => {
  const grant = (Principal: unknown) => ({ resource: policy(to(Principal, allow())) });
  it.each<Case>([
    [
      'a service by its name',
      { principal: cloudTrail },
      grant({ Service: 'cloudtrail.amazonaws.com' }),
      'allowed by resource',
    ],
    [
      'another service',
      { principal: cloudTrail },
      grant({ Service: ['config.amazonaws.com', 'logs.amazonaws.com'] }),
      'not allowed by resource',
    ],
    [
      'everyone holds for services too',
      { principal: cloudTrail },
      grant({ AWS: '*' }),
      'allowed by resource',
    ],
    ['everyone holds for no one in particular', { principal: anonymous }, grant('*'), 'allowed by resource'],
    [
      'an account is not everyone',
      { principal: anonymous },
      grant({ AWS: account }),
      'not allowed by resource',
    ],
    [
      'an ARN with a wildcard names no one',
      {},
      grant({ AWS: `arn:aws:iam::${account}:user/*` }),
      'not allowed by identity',
    ],
    [
      'the canonical user of the account',
      { principal: { ...stranger, canonicalUserId: 'c0ffee' } },
      { identity: [all], ...grant({ CanonicalUser: 'c0ffee' }) },
      'allowed by resource',
    ],
    [
      'a statement without a principal allows no one',
      {},
      { resource: policy(allow()) },
      'not allowed by identity',
    ],
  ])('%s', (_name, request, applicable, expected) => {
    expect(result(request, applicable)).toBe(expected);
  });

  // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notprincipal.html
  it.each([
    ['user and account listed', [alice.arn, account], alice, undefined, 'allowed by identity'],
    ['the user alone listed', [alice.arn], alice, undefined, 'denied by resource'],
    ['the account alone listed', [account], alice, undefined, 'denied by resource'],
    [
      'session, role and account listed',
      [session.sessionArn, session.arn, account],
      session,
      undefined,
      'allowed by identity',
    ],
    ['role and account listed', [session.arn, account], session, undefined, 'denied by resource'],
    ['all listed, but the user has a boundary', [alice.arn, account], alice, all, 'denied by resource'],
  ] as const)('a deny with NotPrincipal: %s', (_name, listed, principal, boundary, expected) => {
    const resource = policy({ ...deny(), NotPrincipal: { AWS: listed } });
    expect(result({ principal }, { identity: [all], resource, ...(boundary && { boundary }) })).toBe(
      expected,
    );
  });
});

// https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html
describe('RestrictPublicBuckets', () => {
  const restricted = { blockPublicAccess: { restrictPublicBuckets: true } };
  const open = { ...restricted, resource: policy(to('*', allow())) };
  const closed = { ...restricted, resource: policy(to({ AWS: otherAccount }, allow())) };
  it.each<Case>([
    ['no one in particular', { principal: anonymous }, open, 'denied by block-public-access'],
    [
      'another account',
      { principal: stranger },
      { identity: [all], ...open },
      'denied by block-public-access',
    ],
    ['the own account', {}, open, 'allowed by resource'],
    ['a service', { principal: cloudTrail }, open, 'allowed by resource'],
    [
      'another account named by a policy that is not public',
      { principal: stranger },
      { identity: [all], ...closed },
      'allowed by resource',
    ],
    [
      'another account, the setting off',
      { principal: stranger },
      { identity: [all], ...open, blockPublicAccess: { restrictPublicBuckets: false } },
      'allowed by resource',
    ],
  ])('%s', (_name, request, applicable, expected) => {
    expect(result(request, applicable)).toBe(expected);
  });
});

// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_action.html and …_resource.html
describe('actions and resources', () => {
  it.each([
    ['the case of actions does not count', allow('S3:PUTOBJECT'), true],
    ['? is one character', allow('s3:?utObject'), true],
    ['? is not none', allow('s3:PutObject?'), false],
    ['* in the middle', allow('s3:P*ct'), true],
    ['another service', allow('ec2:*'), false],
    ['NotAction leaves out what it names', { Effect: 'Allow', NotAction: 's3:*', Resource: '*' }, false],
    ['NotAction covers the rest', { Effect: 'Allow', NotAction: 'iam:*', Resource: '*' }, true],
    [
      'NotResource leaves out what it names',
      { Effect: 'Allow', Action: '*', NotResource: 'arn:aws:s3:::logs/*' },
      false,
    ],
    [
      'NotResource covers the rest',
      { Effect: 'Allow', Action: '*', NotResource: 'arn:aws:s3:::other/*' },
      true,
    ],
    ['the case of resources counts', allow('*', 'arn:aws:s3:::LOGS/*'), false],
    ['the bucket is not its objects', allow('*', 'arn:aws:s3:::logs'), false],
    ['a * in the last field takes slashes', allow('*', 'arn:aws:s3:::*'), true],
    ['a * in the region does not reach the account', allow('*', 'arn:aws:s3:*:logs/a.gz'), false],
    ['missing fields are *', allow('*', 'arn:aws:s3'), true],
    ['an allow without a resource covers none', { Effect: 'Allow', Action: '*' }, false],
  ])('%s', (_name, statement, allowed) => {
    expect(evaluate(aRequest(), policies({ identity: [policy(statement)] })).allowed).toBe(allowed);
  });
});

// https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html
describe('messages', () => {
  const start = `User: ${alice.arn} is not authorized to perform: s3:PutObject on resource: arn:aws:s3:::logs/a.gz`;
  it.each<[string, Partial<ApplicablePolicies>, string]>([
    ['identity, silent', {}, 'because no identity-based policy allows the s3:PutObject action'],
    ['identity, deny', { identity: [policy(deny())] }, 'with an explicit deny in an identity-based policy'],
    [
      'SCP, silent',
      { identity: [all], serviceControl: [[]] },
      'because no service control policy allows the s3:PutObject action',
    ],
    [
      'SCP, deny',
      { serviceControl: [[policy(deny())]] },
      'with an explicit deny in a service control policy',
    ],
    [
      'RCP, deny',
      { resourceControl: [[policy(to('*', deny()))]] },
      'with an explicit deny in a resource control policy',
    ],
    [
      'boundary, silent',
      { identity: [all], boundary: policy(allow('ec2:*')) },
      'because no permissions boundary allows the s3:PutObject action',
    ],
    ['boundary, deny', { boundary: policy(deny()) }, 'with an explicit deny in a permissions boundary'],
    [
      'session, silent',
      { identity: [all], session: [] },
      'because no session policy allows the s3:PutObject action',
    ],
    [
      'resource, deny',
      { resource: policy(to('*', deny())) },
      'with an explicit deny in a resource-based policy',
    ],
  ])('%s', (_name, applicable, end) => {
    expect(evaluate(aRequest(), policies(applicable)).message).toBe(`${start} ${end}`);
  });

  it('names the session, leaves out a resource of *, and calls a trust policy by its name', () => {
    const assume = aRequest({ principal: session, action: 'sts:AssumeRole', resource: role });
    expect(evaluate(assume, policies({ identity: [all], resource: policy() })).message).toBe(
      `User: ${session.sessionArn} is not authorized to perform: sts:AssumeRole on resource: ${role} because no role trust policy allows the sts:AssumeRole action`,
    );
    const listing = aRequest({ action: 'organizations:ListAccounts', resource: '*' });
    expect(evaluate(listing, policies()).message).toBe(
      `User: ${alice.arn} is not authorized to perform: organizations:ListAccounts because no identity-based policy allows the organizations:ListAccounts action`,
    );
  });
});

describe('policies that cannot be read', () => {
  it.each([
    ['no JSON', '{"Statement":'],
    ['a list', '[]'],
    ['null', 'null'],
    ['no statement', '{"Version":"2012-10-17"}'],
    ['a statement without effect', '{"Statement":{"Action":"*","Resource":"*"}}'],
    ['an effect that is none', '{"Statement":{"Effect":"allow","Action":"*","Resource":"*"}}'],
    ['an action that is no text', '{"Statement":{"Effect":"Allow","Action":{"a":1},"Resource":"*"}}'],
    [
      'a condition that is no object',
      '{"Statement":{"Effect":"Allow","Action":"*","Resource":"*","Condition":"x"}}',
    ],
    ['text beyond every quota', `{"Statement":[],"Id":"${'x'.repeat(300_000)}"}`],
    ['deep nesting', `{"Statement":${'['.repeat(50_000)}${']'.repeat(50_000)}}`],
  ])('%s denies, and the message says so', (_name, unreadable) => {
    const decision = evaluate(aRequest(), policies({ identity: [all, unreadable] }));
    expect(decision).toMatchObject({ allowed: false, explicit: true });
    expect(decision.message).toContain('cannot be read');
  });

  it('takes names of built-in properties as names', () => {
    const text =
      '{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"*","Resource":"*","Condition":{"StringEquals":{"__proto__":"x","constructor":"y"}}}}';
    expect(evaluate(aRequest(), policies({ identity: [text] })).allowed).toBe(false);
    const inherited = policy(allow('*', '*', { Condition: { Null: { toString: 'false' } } }));
    expect(evaluate(aRequest(), policies({ identity: [inherited] })).allowed).toBe(false);
  });

  it('holds a deny whose condition it does not know, and drops such an allow', () => {
    const unknown = { Condition: { StringSortOf: { 'aws:x': 'y' } } };
    expect(result({}, { identity: [all, policy(deny('*', '*', unknown))] })).toBe('denied by identity');
    expect(result({}, { identity: [policy(allow('*', '*', unknown))] })).toBe('not allowed by identity');
  });
});
