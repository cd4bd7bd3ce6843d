import { defineControl } from '../../define-control.ts';
import { isPlaceholder } from '../../model/observation.ts';
import { arnsOfBucket } from '../../estate/buckets.ts';
import { isNamed, mayDoAny, nameOfIdentity } from '../../estate/identities.ts';
import { logArchiveAccounts } from '../../estate/special-accounts.ts';
import type { AccountAccess, Estate, Identity } from '../../model/estate.ts';
import { isUnknown } from '../../model/fact.ts';
import type { Verdict } from '../../model/verdict.ts';
import type { PossibleAction } from '../../policy/permissions.ts';
import { all, evidenceElsewhere, fail, notApplicable, pass, unknown } from '../../verdicts.ts';

const questions = [
  'athena:GetQueryResults',
  'logs:FilterLogEvents',
  'logs:GetLogEvents',
  'logs:GetQueryResults',
].map((action) => ({ action, resource: '*' }));

/**
 * `ReadOnlyAccess` and `ViewOnlyAccess` may let their holders read log files too. In other accounts the bucket's policy
 * decides.
 */
export default defineControl({
  id: 'IAM-04',
  title: 'Only reader roles can read logs in the log archive',
  intent: 'What everybody did is confidential.',
  severity: 'medium',
  appliesTo: 'accountAccess',
  policies: ['resource', 'stack'],
  pulumiTypes: [
    'aws:iam/policy:Policy',
    'aws:iam/rolePolicy:RolePolicy',
    'aws:iam/rolePolicyAttachment:RolePolicyAttachment',
    'aws:iam/userPolicyAttachment:UserPolicyAttachment',
  ],
  needs: [
    'cloudtrail:DescribeTrails',
    'iam:GetAccountAuthorizationDetails',
    'kms:DescribeKey',
    's3:GetBucketLocation',
  ],
  fix: 'Scope the policies, or deny reading of data to the role; approve the roles that read logs.',
  url: 'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/best-practices-security.html',
  parameters: { approvedReaders: ['OrganizationAccountAccessRole'] as readonly string[] },
  parameterHelp: {
    approvedReaders: { description: 'Names of roles, or patterns of them, that may read logs.' },
  },
  evaluate(access, { estate, parameters: { approvedReaders } }) {
    const { ids, hidden } = logArchiveAccounts(estate);
    if (!ids.includes(access.accountId) && !isSamePlaceholder(access, estate)) {
      return isUnknown(hidden)
        ? unknown('which account keeps the logs is not known', hidden)
        : notApplicable(`${access.accountId} keeps no logs`);
    }
    const reads = readsIn(access, estate);
    const { items, complete } = access.identities;
    return all([
      ...items
        .filter(({ kind }) => kind !== 'group')
        .map((one) => judge(one, access, reads, approvedReaders)),
      complete === true ? pass() : unknown('whether there are more roles and users is not known', complete),
      ...(isUnknown(hidden) ? [unknown('which buckets keep logs is not known', hidden)] : []),
    ]);
  },
});

/** A program need not say in which account it runs: its bucket and its roles are in the same one. */
function isSamePlaceholder({ accountId }: AccountAccess, { buckets }: Estate): boolean {
  return (
    isPlaceholder(accountId) &&
    buckets.items.some((bucket) => bucket.role === 'trail-logs' && bucket.accountId === accountId)
  );
}

function readsIn({ accountId }: AccountAccess, { buckets }: Estate): readonly PossibleAction[] {
  const names = buckets.items
    .filter((bucket) => bucket.role === 'trail-logs' && bucket.accountId === accountId)
    .flatMap(({ name }) => (typeof name === 'string' ? name : []));
  const objects = names.flatMap((name) => arnsOfBucket(name, '/*'));
  return [...objects.map((resource) => ({ action: 's3:GetObject', resource })), ...questions];
}

function judge(
  identity: Identity,
  access: AccountAccess,
  reads: readonly PossibleAction[],
  approved: readonly string[],
): Verdict {
  const name = nameOfIdentity(identity);
  if (typeof identity.name === 'string' && identity.kind === 'role' && isNamed(identity.name, approved))
    return notApplicable(`${name} may read logs`);
  if (isUnknown(identity.path)) return unknown(`what made ${name} is not known`, identity.path);
  if (identity.path?.startsWith('/aws-service-role/')) return notApplicable(`${name} is a service’s own`);
  const may = mayDoAny(identity, access, reads);
  if (may === false) return pass();
  if (may !== true) return unknown(`what ${name} may read is not known`, may);
  if (isUnknown(identity.name)) return unknown('the name of a role is not known', identity.name);
  return fail(`${name} may read logs and is no approved reader`, evidenceElsewhere(identity, 'name'));
}
