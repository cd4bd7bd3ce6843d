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
