import type { EntityKind } from '../lookups.ts';
import { contextOf, type Scope, type ServiceRules, text } from '../rules.ts';

/**
 * IAM names its entities by name and its policies by ARN with path; an entity that exists is looked up, one that
 * is being made takes the path of the call.
 */
export const iam: ServiceRules = {
  prefix: 'iam',
  arns: {
    role: async (scope) =>
      scope.call.operation === 'CreateServiceLinkedRole'
        ? serviceLinkedRole(scope)
        : entity(scope, 'role', 'RoleName'),
    user: async (scope) => {
      const named = await entity(scope, 'user', 'UserName');
      // Left out, the caller itself is meant.
      return named.length === 0 && scope.call.caller.kind === 'user' ? [scope.call.caller.arn] : named;
    },
    group: (scope) => entity(scope, 'group', 'GroupName'),
    'instance-profile': (scope) => entity(scope, 'instance-profile', 'InstanceProfileName'),
    policy: ({ call, partition, accountId }) => {
      const name = text(call, 'PolicyName');
      const arn = text(call, 'PolicyArn');
      if (arn !== undefined) return [arn];
      return call.operation === 'CreatePolicy' && name !== undefined
        ? [`arn:${partition}:iam::${accountId}:policy${text(call, 'Path') ?? '/'}${name}`]
        : [];
    },
    'oidc-provider': ({ call, partition, accountId }) => {
      const arn = text(call, 'OpenIDConnectProviderArn');
      if (arn !== undefined) return [arn];
      const url = text(call, 'Url');
      return url === undefined
        ? []
        : [`arn:${partition}:iam::${accountId}:oidc-provider/${url.replace(/^https:\/\//, '')}`];
    },
  },
  describe: ({ call }) => {
    // Asked on the one entity that `Arn` names, whichever of the four types it is.
    const arn = /^(GenerateServiceLastAccessedDetails|ListPoliciesGrantingServiceAccess)$/.test(
      call.operation,
    )
      ? text(call, 'Arn')
      : text(call, 'PolicySourceArn');
    return arn === undefined ? undefined : [{ action: `iam:${call.operation}`, resource: arn }];
  },
  members: {
    CertificateNameWithPath: ['ServerCertificateName'],
    MfaTokenIdWithPath: ['VirtualMFADeviceName'],
    SamlProviderName: ['Name'],
  },
  context: ({ call }) =>
    contextOf({
      'iam:policyarn': text(call, 'PolicyArn'),
      'iam:permissionsboundary': text(call, 'PermissionsBoundary'),
      'iam:awsservicename': text(call, 'AWSServiceName'),
    }),
};

async function entity(
  { call, lookups, accountId, partition }: Scope,
  kind: EntityKind,
  member: string,
): Promise<readonly string[]> {
  const name = text(call, member);
  if (name === undefined) return [];
  const known = call.operation.startsWith('Create')
    ? undefined
    : await lookups.entityArn(accountId, kind, name);
  return [known ?? `arn:${partition}:iam::${accountId}:${kind}${text(call, 'Path') ?? '/'}${name}`];
}

/** Names of service-linked roles; AWS gives no rule for them. Each service's own page has its role. */
const linkedRoles: Readonly<Record<string, string>> = {
  'access-analyzer.amazonaws.com': 'AccessAnalyzer',
  'cloudtrail.amazonaws.com': 'CloudTrail',
  'config-multiaccountsetup.amazonaws.com': 'ConfigMultiAccountSetup',
  'config.amazonaws.com': 'Config',
  'detective.amazonaws.com': 'Detective',
  'guardduty.amazonaws.com': 'AmazonGuardDuty',
  'inspector2.amazonaws.com': 'AmazonInspector2',
  'macie.amazonaws.com': 'AmazonMacie',
  'malware-protection.guardduty.amazonaws.com': 'AmazonGuardDutyMalwareProtection',
  'organizations.amazonaws.com': 'Organizations',
  'securityhub.amazonaws.com': 'SecurityHub',
};

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create-service-linked-role.html */
function serviceLinkedRole({ call, accountId, partition }: Scope): readonly string[] {
  const service = text(call, 'AWSServiceName') ?? '*';
  const suffix = text(call, 'CustomSuffix');
  const known = Object.hasOwn(linkedRoles, service) ? linkedRoles[service] : '*';
  const name = `AWSServiceRoleFor${known}${suffix === undefined ? '' : `_${suffix}`}`;
  return [`arn:${partition}:iam::${accountId}:role/aws-service-role/${service}/${name}`];
}
