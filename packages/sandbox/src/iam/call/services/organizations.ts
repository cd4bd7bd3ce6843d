import { type Context, contextOf, type Scope, type ServiceRules, text } from '../rules.ts';

/**
 * Organizations names everything by ids that tell their kind; all ARNs belong to the management account.
 *
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsorganizations.html
 */
export const organizations: ServiceRules = {
  prefix: 'organizations',
  arns: {
    account: (scope) => arns(scope, /^\d{12}$/, 'account'),
    organizationalunit: (scope) => arns(scope, /^ou-/, 'ou'),
    root: (scope) => arns(scope, /^r-/, 'root'),
    resourcepolicy: (scope) => arns(scope, /^rp-/, 'resourcepolicy'),
    handshake: (scope) => arns(scope, /^h-/, 'handshake'),
    policy: policies,
  },
  async context(scope): Promise<Context> {
    const { call, lookups } = scope;
    const policyId = ids(scope).find((id) => id.startsWith('p-'));
    const type = text(call, 'PolicyType') ?? text(call, 'Type') ?? text(call, 'Filter');
    return contextOf({
      'organizations:serviceprincipal': text(call, 'ServicePrincipal'),
      'organizations:policytype':
        type ?? (policyId && (await lookups.organizationPolicyType(policyId))?.toUpperCase()),
    });
  },
};

const members = [
  'AccountId',
  'TargetId',
  'ChildId',
  'ResourceId',
  'ParentId',
  'SourceParentId',
  'DestinationParentId',
  'OrganizationalUnitId',
  'RootId',
  'HandshakeId',
  'PolicyId',
];

function ids({ call, accountId }: Scope): readonly string[] {
  const named = members.flatMap((member) => text(call, member) ?? []);
  // Without a target, DescribeEffectivePolicy means the caller's own account.
  return named.length === 0 && call.operation === 'DescribeEffectivePolicy' ? [accountId] : named;
}

async function arns(scope: Scope, pattern: RegExp, kind: string): Promise<readonly string[]> {
  const membership = await scope.lookups.membership(scope.accountId);
  if (membership === undefined) return [];
  const { organizationId, managementAccountId } = membership;
  return ids(scope)
    .filter((id) => pattern.test(id))
    .map(
      (id) => `arn:${scope.partition}:organizations::${managementAccountId}:${kind}/${organizationId}/${id}`,
    );
}

async function policies(scope: Scope): Promise<readonly string[]> {
  const membership = await scope.lookups.membership(scope.accountId);
  const named = ids(scope).filter((id) => id.startsWith('p-'));
  return Promise.all(
    named.map(async (id) => {
      const type = (await scope.lookups.organizationPolicyType(id))?.toLowerCase() ?? '*';
      // AWS's own policies (p-FullAWSAccess, p-RCPFullAWSAccess) belong to no organization.
      if (/^p-(RCP)?FullAWSAccess$/.test(id))
        return `arn:${scope.partition}:organizations::aws:policy/${type}/${id}`;
      const { managementAccountId = '*', organizationId = '*' } = membership ?? {};
      return `arn:${scope.partition}:organizations::${managementAccountId}:policy/${organizationId}/${type}/${id}`;
    }),
  );
}
