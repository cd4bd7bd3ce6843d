import { describe, expect, it } from 'vitest';
import {
  type Case,
  account,
  alice,
  allow,
  anonymous,
  cloudTrail,
  deny,
  otherAccount,
  policy,
  root,
  session,
  stranger,
  to,
  result,
  all,
} from './test/builders.ts';

const key = `arn:aws:kms:us-east-1:${account}:key/1`;
const role = `arn:aws:iam::${account}:role/audit`;

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
      'a deny without a principal is for everyone',
      {},
      { identity: [all], resource: policy(deny()) },
      'denied by resource',
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
