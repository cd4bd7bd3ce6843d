import { describe, expect, it } from 'vitest';
import { evaluate } from './evaluate.ts';
import type { ApplicablePolicies } from './request.ts';
import {
  type Case,
  account,
  alice,
  allow,
  aRequest,
  deny,
  otherAccount,
  policies,
  policy,
  root,
  session,
  stranger,
  to,
  result,
  all,
} from './test/builders.ts';

const bucketOfOther = { resourceAccountId: otherAccount };
const role = `arn:aws:iam::${account}:role/audit`;

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
    const inherited = policy(allow('*', '*', { Condition: { Null: { constructor: 'false' } } }));
    expect(evaluate(aRequest(), policies({ identity: [inherited] })).allowed).toBe(false);
  });

  it('holds a deny whose condition it does not know, and drops such an allow', () => {
    const unknown = { Condition: { StringSortOf: { 'aws:x': 'y' } } };
    expect(result({}, { identity: [all, policy(deny('*', '*', unknown))] })).toBe('denied by identity');
    expect(result({}, { identity: [policy(allow('*', '*', unknown))] })).toBe('not allowed by identity');
  });
});
