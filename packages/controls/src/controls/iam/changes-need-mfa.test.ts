import { describe, expect, it } from 'vitest';
import {
  aControlPolicy,
  aDocument,
  anAccountAccess,
  anEstate,
  anIdentityPolicy,
  aPersonalTrust,
  aRole,
  aServiceTrust,
  aUser,
  complete,
  denied,
  names,
} from '../../../test/builders.ts';
import { verdictOf } from '../../../test/verdicts-of.ts';
import type { AccountAccess, Estate, Identity, IdentityPolicy } from '../../model/estate.ts';
import type { PolicyStatement } from '../../model/policy-document.ts';
import control from './changes-need-mfa.ts';

const openTrust = aPersonalTrust({});
const administers = (statement: Partial<PolicyStatement> = {}) =>
  aDocument({ Effect: 'Allow', Action: '*', Resource: '*', ...statement });

/** One identity that holds one policy, which allows everything. */
function judged(
  identity: Partial<Identity>,
  policy: Partial<IdentityPolicy> = {},
  parameters = {},
  differing: Partial<Estate> = {},
  access: Partial<AccountAccess> = {},
) {
  const person = identity.kind === 'user' ? aUser(identity) : aRole(identity);
  const held = anIdentityPolicy({
    document: administers(),
    heldBy: [`${person.kind}/${String(person.name)}`],
    ...policy,
  });
  const one = anAccountAccess({ identities: complete([person]), policies: complete([held]), ...access });
  return verdictOf(control, anEstate({ access: complete([one]), ...differing }), parameters);
}
const user = { kind: 'user', name: 'ann' } as const;

describe(control.id, () => {
  it.each<[string, Partial<Identity>, string]>([
    ['taken with MFA', {}, 'pass'],
    [
      'taken with MFA of late',
      { trust: aPersonalTrust({ NumericLessThan: { 'aws:MultiFactorAuthAge': '3600' } }) },
      'pass',
    ],
    ['taken without', { trust: openTrust }, 'fail'],
    [
      'taken with MFA where there is any',
      { trust: aPersonalTrust({ BoolIfExists: { 'aws:MultiFactorAuthPresent': 'true' } }) },
      'fail',
    ],
    ['taken by a service', { trust: aServiceTrust('lambda.amazonaws.com') }, 'pass'],
    [
      'taken by a service and people',
      { trust: aDocument(...openTrust.Statement, ...aServiceTrust('lambda.amazonaws.com').Statement) },
      'fail',
    ],
    [
      'taken by a pipeline',
      {
        trust: aDocument({
          Effect: 'Allow',
          Principal: { Federated: 'arn:aws:iam::444444444444:oidc-provider/ci' },
          Action: 'sts:AssumeRoleWithWebIdentity',
        }),
      },
      'fail',
    ],
    ['that deploys', { name: 'OrganizationAccountAccessRole', trust: openTrust }, 'pass'],
    ['whose trust could not be read', { trust: denied }, 'unknown'],
  ])('an administrator’s role %s -> %s', (_case, identity, status) => {
    const verdict = judged(identity);
    expect(verdict.status).toBe(status);
  });

  it.each<[string, Partial<IdentityPolicy>, string]>([
    ['everything', {}, 'fail'],
    ['changes of trails', { document: administers({ Action: 'cloudtrail:UpdateTrail' }) }, 'fail'],
    ['changes of detectors', { document: administers({ Action: 'guardduty:*' }) }, 'fail'],
    ['reads', { document: administers({ Action: ['cloudtrail:Get*', 'guardduty:List*'] }) }, 'pass'],
    [
      'everything with MFA',
      { document: administers({ Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } } }) },
      'pass',
    ],
    ['everything that somebody else holds', { heldBy: ['user/bob'] }, 'pass'],
    ['what could not be read', { document: denied }, 'unknown'],
    ['what nobody knows who holds', { heldBy: denied }, 'unknown'],
  ])('a user allowed %s -> %s', (_case, policy, status) => {
    expect(judged(user, policy).status).toBe(status);
  });

  it('counts a Deny without MFA, if keys without a session are denied too', () => {
    const deny = (operator: string) =>
      aDocument(
        { Effect: 'Allow', Action: '*', Resource: '*' },
        {
          Effect: 'Deny',
          NotAction: 'iam:*',
          Resource: '*',
          Condition: { [operator]: { 'aws:MultiFactorAuthPresent': 'false' } },
        },
      );
    expect(judged(user, { document: deny('BoolIfExists') }).status).toBe('pass');
    expect(judged(user, { document: deny('Bool') }).status).toBe('fail');
  });

  it('counts what a user holds through groups', () => {
    expect(judged({ ...user, groups: ['group/admins'] }, { heldBy: ['group/admins'] }).status).toBe('fail');
  });

  it('counts a boundary that leaves the changes out', () => {
    const boundary = anIdentityPolicy({
      id: 'boundary',
      heldBy: [],
      document: administers({ Action: 's3:*' }),
    });
    const held = anIdentityPolicy({ document: administers(), heldBy: ['user/ann'] });
    const policies = complete([boundary, held]);
    expect(judged({ ...user, boundary: 'boundary' }, {}, {}, {}, { policies }).status).toBe('pass');
    expect(judged({ ...user, boundary: 'another' }, {}, {}, {}, { policies }).status).toBe('unknown');
  });

  it('cannot know whether Identity Center asks for MFA until it is told', () => {
    const role = {
      name: 'AWSReservedSSO_Admin_1',
      path: '/aws-reserved/sso.amazonaws.com/',
      trust: openTrust,
    };
    expect(judged(role).status).toBe('unknown');
    expect(judged(role, {}, { identityCenterAsksForMfa: true }).status).toBe('pass');
  });

  it('cannot know whether an identity provider asks for MFA until it is told, and takes no provider without its tag', () => {
    const federated = (tags: object) =>
      aDocument({
        Effect: 'Allow',
        Principal: { Federated: 'arn:aws:iam::444444444444:saml-provider/Okta' },
        Action: ['sts:AssumeRoleWithSAML', 'sts:TagSession'],
        Condition: { StringEquals: { 'SAML:sub': 'bob', ...tags } },
      });
    const told = { identityProviderAsksForMfa: true };
    const tagged = { trust: federated({ 'aws:RequestTag/SecondFactor': 'true' }) };
    expect(judged(tagged).status).toBe('unknown');
    expect(judged(tagged, {}, told).status).toBe('pass');
    for (const tags of [{}, { 'aws:RequestTag/SecondFactor': ['true', 'false'] }])
      expect(judged({ trust: federated(tags) }, {}, told).status).toBe('fail');
  });

  it('passes where a guardrail denies the changes without MFA, which never binds the management account', () => {
    const guardrail = aControlPolicy([
      {
        Effect: 'Deny',
        Action: ['cloudtrail:*', 'guardduty:*'],
        Resource: '*',
        Condition: { BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' } },
      },
    ]);
    const differing = { controlPolicies: complete([guardrail]) };
    expect(judged(user, {}, {}, differing).status).toBe('pass');
    expect(judged(user, {}, {}, differing, { accountId: names.management }).status).toBe('fail');
  });

  it('does not know while identities or guardrails could not be listed', () => {
    const unlisted = { items: [], complete: denied };
    expect(judged(user, {}, {}, {}, { identities: unlisted }).status).toBe('unknown');
    expect(judged(user, {}, {}, { controlPolicies: unlisted }).status).toBe('unknown');
  });
});
