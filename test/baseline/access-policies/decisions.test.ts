import { AccessPolicies } from '@trailguard/baseline';
import { recordProgram } from '@trailguard/baseline/testing';
import { evaluate, validatePolicy } from '@trailguard/sandbox/iam';
import { beforeAll, describe, expect, it } from 'vitest';

const account = '333333333333';
const role = `arn:aws:iam::${account}:role/trailguard-operator`;
const saml = `arn:aws:iam::${account}:saml-provider/Okta`;
const oidc = `arn:aws:iam::${account}:oidc-provider/login.example.com/tenant`;
const alice = 'arn:aws:iam::444444444444:user/alice';

type Provider = 'saml' | 'oidc';
interface Policies {
  readonly trust: string;
  readonly permissions: string;
  readonly boundary: string;
}
let policies: Record<Provider, Policies>;

/** The operators' policies, where a provider lets bob in. */
async function policiesWith(federated: { providerArn: string; audience?: string }): Promise<Policies> {
  const { inputsOf } = await recordProgram(
    () =>
      new AccessPolicies('people', {
        namePrefix: 'trailguard',
        region: 'us-east-1',
        accountId: account,
        operators: {
          principalArns: [alice],
          hasFindings: true,
          federated: { ...federated, subjects: ['bob@example.com'] },
        },
      }),
  );
  const policy = (name: string) => String(inputsOf('aws:iam/policy:Policy', name).policy);
  return {
    trust: String(inputsOf('aws:iam/role:Role', 'people-operator').assumeRolePolicy),
    permissions: policy('people-operator'),
    boundary: policy('people-boundary'),
  };
}

beforeAll(async () => {
  policies = {
    saml: await policiesWith({ providerArn: saml }),
    oidc: await policiesWith({ providerArn: oidc, audience: 'client-7' }),
  };
});

const context = (keys: Record<string, string>) =>
  Object.fromEntries(Object.entries(keys).map(([key, value]) => [key.toLowerCase(), [value]]));

const bySaml = {
  'SAML:aud': 'https://signin.aws.amazon.com/saml',
  'SAML:sub': 'bob@example.com',
  'aws:RequestTag/SecondFactor': 'true',
};
const byToken = {
  'login.example.com/tenant:aud': 'client-7',
  'login.example.com/tenant:sub': 'bob@example.com',
  'aws:RequestTag/SecondFactor': 'true',
};

/** Whether somebody whom a provider vouches for takes the role. */
const isLetIn = (provider: Provider, keys: Record<string, string>, arn = provider === 'saml' ? saml : oidc) =>
  ['sts:AssumeRoleWithSAML', 'sts:AssumeRoleWithWebIdentity'].some((action) =>
    [action, 'sts:TagSession'].every(
      (one) =>
        evaluate(
          {
            principal: { kind: 'federated', arn, accountId: '' },
            action: one,
            resource: role,
            resourceAccountId: account,
            context: context(keys),
          },
          { identity: [], resource: policies[provider].trust, serviceControl: [], resourceControl: [] },
        ).allowed,
    ),
  );

/** Whether a session of the role may archive a finding. */
const mayAnswer = (keys: Record<string, string>) =>
  evaluate(
    {
      principal: { kind: 'role', arn: role, accountId: account },
      action: 'guardduty:ArchiveFindings',
      resource: `arn:aws:guardduty:us-east-1:${account}:detector/d`,
      resourceAccountId: account,
      context: context(keys),
    },
    {
      identity: [policies.saml.permissions],
      boundary: policies.saml.boundary,
      serviceControl: [],
      resourceControl: [],
    },
  ).allowed;

describe('the role of people', () => {
  it.each<[string, Provider, Record<string, string>, boolean]>([
    ['whom SAML names, with a second factor', 'saml', bySaml, true],
    ['whom a token names, with a second factor', 'oidc', byToken, true],
  ])('is taken by somebody %s', (_who, provider, keys, expected) => {
    expect(isLetIn(provider, keys)).toBe(expected);
  });

  it.each<[string, Provider, Record<string, string>]>([
    ['SAML does not name', 'saml', { ...bySaml, 'SAML:sub': 'mallory@example.com' }],
    ['SAML names for another service', 'saml', { ...bySaml, 'SAML:aud': 'https://elsewhere.example.com' }],
    ['showed no second factor', 'saml', { ...bySaml, 'aws:RequestTag/SecondFactor': 'false' }],
    [
      'tells nothing of a second factor',
      'saml',
      { 'SAML:aud': bySaml['SAML:aud'], 'SAML:sub': bySaml['SAML:sub'] },
    ],
    [
      'claims it by the key of IAM users',
      'saml',
      { ...bySaml, 'aws:RequestTag/SecondFactor': '', 'aws:MultiFactorAuthPresent': 'true' },
    ],
    ['a token does not name', 'oidc', { ...byToken, 'login.example.com/tenant:sub': 'mallory' }],
    ['a token names for another client', 'oidc', { ...byToken, 'login.example.com/tenant:aud': 'client-8' }],
    ['showed no second factor for a token', 'oidc', { ...byToken, 'aws:RequestTag/SecondFactor': 'false' }],
  ])('is refused to somebody whom or who %s', (_who, provider, keys) => {
    expect(isLetIn(provider, keys)).toBe(false);
  });

  it('is refused to another provider', () => {
    expect(isLetIn('saml', bySaml, saml.replace('Okta', 'Other'))).toBe(false);
    expect(isLetIn('oidc', byToken, oidc.replace('tenant', 'other'))).toBe(false);
  });

  it('changes things in a session with a second factor alone, of IAM or of a provider', () => {
    expect(mayAnswer({ 'aws:MultiFactorAuthPresent': 'true' })).toBe(true);
    expect(mayAnswer({ 'aws:PrincipalTag/SecondFactor': 'true' })).toBe(true);
    expect(mayAnswer({})).toBe(false);
    expect(mayAnswer({ 'aws:MultiFactorAuthPresent': 'false' })).toBe(false);
    expect(mayAnswer({ 'aws:PrincipalTag/SecondFactor': 'false' })).toBe(false);
  });

  it.each(['saml', 'oidc'] as const)('has a trust policy that IAM takes: %s', (provider) => {
    expect(validatePolicy('trust', policies[provider].trust)).toEqual([]);
    expect(validatePolicy('identity', policies[provider].permissions)).toEqual([]);
  });
});
