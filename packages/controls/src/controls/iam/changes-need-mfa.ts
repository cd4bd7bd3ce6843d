import { defineControl } from '../../define-control.ts';
import { judgeBoundAccounts } from '../../estate/bound-accounts.ts';
import { deployRoles } from '../../estate/guarded-members.ts';
import { isNamed, mayDoAny, nameOfIdentity } from '../../estate/identities.ts';
import type { AccountAccess, Estate, Identity } from '../../model/estate.ts';
import { isUnknown, unknownBecause } from '../../model/fact.ts';
import type { PolicyStatement } from '../../model/policy-document.ts';
import type { Verdict } from '../../model/verdict.ts';
import { detectionTampering, trailTampering } from '../../policy/guarded-actions.ts';
import { asksForSecondFactor, forbids } from '../../policy/permissions.ts';
import { coversAction } from '../../policy/statement.ts';
import { all, evidenceElsewhere, fail, notApplicable, pass, unknown } from '../../verdicts.ts';

const changes = [...trailTampering, ...detectionTampering].map((action) => ({ action, resource: '*' }));

/**
 * A role is safe when everybody who may take it needs a second factor. Pipelines cannot present one: they are approved by
 * name, and CW-05 tells of what they do. That IAM Identity Center asks for one cannot be read. Federated sessions show none: there an
 * identity provider's session tag `SecondFactor` stands for it, and what the provider asks for cannot be read either.
 */
export default defineControl({
  id: 'IAM-03',
  title: 'Changes of CloudTrail and GuardDuty need MFA',
  intent: 'Stolen keys cannot change auditing.',
  severity: 'high',
  appliesTo: 'accountAccess',
  policies: ['stack'],
  pulumiTypes: ['aws:iam/policy:Policy', 'aws:iam/role:Role', 'aws:organizations/policy:Policy'],
  needs: ['iam:GetAccountAuthorizationDetails', 'organizations:DescribePolicy'],
  fix: 'Ask for aws:MultiFactorAuthPresent in the trust policy, or deny the changes without it by a service control policy.',
  url: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_mfa_configure-api-require.html',
  parameters: {
    approvedRoles: [...deployRoles, 'TrailGuardApply'] as readonly string[],
    identityCenterAsksForMfa: false,
    identityProviderAsksForMfa: false,
  },
  parameterHelp: {
    approvedRoles: {
      description: 'Names of roles, or patterns of them, that deploy and cannot present a second factor.',
    },
    identityCenterAsksForMfa: {
      description:
        'Whether IAM Identity Center asks for a second factor at each sign-in, which no API tells.',
    },
    identityProviderAsksForMfa: {
      description:
        'Whether identity providers set the session tag SecondFactor of sign-ins with a second factor alone, which no API tells.',
    },
  },
  evaluate(access, { estate, parameters: { approvedRoles, ...asked } }) {
    const { items, complete } = access.identities;
    const inAccount = all([
      ...items
        .filter(({ kind }) => kind !== 'group')
        .map((identity) => judge(identity, access, approvedRoles, asked)),
      complete === true ? pass() : unknown('whether there are more roles and users is not known', complete),
    ]);
    if (inAccount.status === 'pass' || inAccount.status === 'not_applicable') return inAccount;
    const byGuardrail = isDeniedByGuardrail(access, estate);
    if (byGuardrail.status === 'pass') return byGuardrail;
    // That a program shows no guardrail is no reason to keep silent about what it does show.
    return byGuardrail.status === 'unknown' &&
      byGuardrail.because.unknown !== 'open-world' &&
      inAccount.status === 'fail'
      ? unknown(`${inAccount.reason}; whether a guardrail asks for MFA is not known`, byGuardrail.because)
      : inAccount;
  },
});

/** Where a second factor is asked for by somebody else than IAM. */
interface AskedElsewhere {
  readonly identityCenterAsksForMfa: boolean;
  readonly identityProviderAsksForMfa: boolean;
}

function judge(
  identity: Identity,
  access: AccountAccess,
  approved: readonly string[],
  { identityCenterAsksForMfa, identityProviderAsksForMfa }: AskedElsewhere,
): Verdict {
  const name = nameOfIdentity(identity);
  if (typeof identity.name === 'string' && identity.kind === 'role' && isNamed(identity.name, approved))
    return notApplicable(`${name} is approved to deploy`);
  const trust = identity.kind === 'role' ? trustOf(identity) : 'open';
  if (trust === 'services') return notApplicable(`${name} is taken by services alone`);
  if (trust === 'mfa') return pass();
  const may = mayDoAny(identity, access, changes, 'without-mfa');
  if (may === false) return pass();
  if (may !== true) return unknown(`what ${name} may do is not known`, may);
  if (isUnknown(identity.name)) return unknown('the name of a role is not known', identity.name);
  if (isUnknown(trust)) return unknown(`who may take ${name} is not known`, trust);
  if (trust === 'vouched') {
    return identityProviderAsksForMfa
      ? pass()
      : isAskedElsewhere('an identity provider', 'identityProviderAsksForMfa');
  }
  if (isUnknown(identity.path)) return unknown(`what made ${name} is not known`, identity.path);
  if (identity.path?.startsWith('/aws-reserved/sso.amazonaws.com/')) {
    return identityCenterAsksForMfa
      ? pass()
      : isAskedElsewhere('IAM Identity Center', 'identityCenterAsksForMfa');
  }
  return fail(`${name} may change trails or detectors without MFA`, evidenceElsewhere(identity, 'trust'));
}

function isAskedElsewhere(who: string, parameter: keyof AskedElsewhere): Verdict {
  const detail = `no API tells it; set ${parameter} once it does`;
  return unknown(`whether ${who} asks for MFA is not known`, unknownBecause('not-read', detail));
}

/** How a role is taken: by services alone, by people with a second factor alone, that a provider vouches for or not, or otherwise. */
function trustOf({ trust }: Identity) {
  if (isUnknown(trust)) return trust;
  const admitted = (trust?.Statement ?? []).filter(
    (statement) => statement.Effect === 'Allow' && /sts:assumerole|\*/i.test(actionsOf(statement)),
  );
  const people = admitted.filter((statement) => !isForServices(statement));
  if (people.length === 0) return 'services';
  if (people.every(asksForSecondFactor)) return 'mfa';
  return people.every((statement) => asksForSecondFactor(statement) || isVouchedFor(statement))
    ? 'vouched'
    : 'open';
}

/** Whether identity providers alone are admitted, and only with their tag that says that a second factor was shown. */
function isVouchedFor({ Principal, Condition }: PolicyStatement): boolean {
  if (typeof Principal !== 'object' || !Object.keys(Principal).every((kind) => kind === 'Federated'))
    return false;
  return Object.entries(Condition?.StringEquals ?? {}).some(
    ([key, value]) => key.toLowerCase() === 'aws:requesttag/secondfactor' && [value].flat().join() === 'true',
  );
}

function actionsOf({ Action, NotAction }: PolicyStatement): string {
  return Action === undefined ? (NotAction === undefined ? '' : '*') : String(Action);
}

function isForServices({ Principal }: PolicyStatement): boolean {
  return typeof Principal === 'object' && Object.keys(Principal).every((kind) => kind === 'Service');
}

/** A Deny without a second factor, on the path of the account, keeps users and roles out at once. */
function isDeniedByGuardrail({ accountId }: AccountAccess, estate: Estate): Verdict {
  const { organization } = estate;
  if (organization === null) return notApplicable('no organization');
  if (isUnknown(organization)) return unknown('the organization is not known', organization);
  if (accountId === organization.managementAccountId) return notApplicable('no control policy binds it');
  return judgeBoundAccounts(organization, estate, {
    type: 'SERVICE_CONTROL_POLICY',
    accountIds: [accountId],
    concerns: ({ Statement }) =>
      Statement.some((statement) => changes.some(({ action }) => coversAction(statement, action))),
    judge: (documents) => {
      const open = changes.filter((asked) => !forbids(documents, asked, 'without-mfa'));
      return open.length === 0 ? pass() : fail('no guardrail asks for MFA');
    },
  });
}
