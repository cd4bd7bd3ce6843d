import type { MotoCalls } from '../gateway/moto-calls.ts';
import { requirePolicy } from '../policy/documents.ts';
import type { Principals } from '../policy/principals.ts';
import type { Call } from './call.ts';
import { AwsError } from './error.ts';
import { rootAccessOperations } from './root-access.ts';
import type { Service } from './service.ts';

/**
 * Names of service-linked roles, as the services' guides have them
 * (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_aws-services-that-work-with-iam.html).
 */
const linkedRoleNames: Readonly<Record<string, string>> = {
  'access-analyzer.amazonaws.com': 'AWSServiceRoleForAccessAnalyzer',
  'cloudtrail.amazonaws.com': 'AWSServiceRoleForCloudTrail',
  'config.amazonaws.com': 'AWSServiceRoleForConfig',
  'config-multiaccountsetup.amazonaws.com': 'AWSServiceRoleForConfigMultiAccountSetup',
  'guardduty.amazonaws.com': 'AWSServiceRoleForAmazonGuardDuty',
  'inspector2.amazonaws.com': 'AWSServiceRoleForAmazonInspector2',
  'macie.amazonaws.com': 'AWSServiceRoleForAmazonMacie',
  'malware-protection.guardduty.amazonaws.com': 'AWSServiceRoleForAmazonGuardDutyMalwareProtection',
  'organizations.amazonaws.com': 'AWSServiceRoleForOrganizations',
  'securityhub.amazonaws.com': 'AWSServiceRoleForSecurityHub',
  'sso.amazonaws.com': 'AWSServiceRoleForSSO',
};

/** Managed policies that AWS attaches to them, where moto knows the policy. */
const linkedRolePolicies: Readonly<Record<string, string>> = {
  'access-analyzer.amazonaws.com': 'AccessAnalyzerServiceRolePolicy',
  'cloudtrail.amazonaws.com': 'CloudTrailServiceRolePolicy',
  'config.amazonaws.com': 'AWSConfigServiceRolePolicy',
  'config-multiaccountsetup.amazonaws.com': 'AWSConfigMultiAccountSetupPolicy',
  'guardduty.amazonaws.com': 'AmazonGuardDutyServiceRolePolicy',
  'inspector2.amazonaws.com': 'AmazonInspector2ServiceRolePolicy',
  'macie.amazonaws.com': 'AmazonMacieServiceRolePolicy',
  'malware-protection.guardduty.amazonaws.com': 'AmazonGuardDutyMalwareProtectionServiceRolePolicy',
  'organizations.amazonaws.com': 'AWSOrganizationsServiceTrustPolicy',
  'securityhub.amazonaws.com': 'AWSSecurityHubServiceRolePolicy',
};

/** Writes that a service-linked role refuses: only its service may change it. */
const guarded = [
  'AttachRolePolicy',
  'DeleteRole',
  'DeleteRolePermissionsBoundary',
  'DeleteRolePolicy',
  'DetachRolePolicy',
  'PutRolePermissionsBoundary',
  'PutRolePolicy',
  'UpdateAssumeRolePolicy',
  'UpdateRole',
];

/** IAM where moto differs from it: service-linked roles, syntax and size of policies. */
export function iamService(moto: MotoCalls, principals: Principals): Service {
  const guard = async (call: Call) => {
    const name = String(call.input.RoleName);
    const role = await principals.role(call.caller.accountId, name);
    if (role?.linkedService) {
      throw new AwsError(
        'UnmodifiableEntity',
        `Cannot perform the operation on the protected role '${name}' - this role is only modifiable by AWS`,
      );
    }
    return moto.forward(call);
  };
  const trustPolicy = (call: Call, member: string) => requirePolicy('trust', String(call.input[member]));
  /** Inline policies share one quota for each user, role or group. */
  const inline = async (call: Call, kind: 'Role' | 'User' | 'Group', quota: number) => {
    const name = String(call.input[`${kind}Name`]);
    const policyName = String(call.input.PolicyName);
    const document = String(call.input.PolicyDocument);
    requirePolicy('identity', document, { holder: kind.toLowerCase() as 'role' | 'user' | 'group' });
    const own = (operation: string, input: object) =>
      moto.call(call.caller.accountId, 'us-east-1', 'iam', operation, { [`${kind}Name`]: name, ...input });
    const { PolicyNames: names = [] } = (await own(`List${kind}Policies`, {})) as { PolicyNames?: string[] };
    let size = document.replace(/\s/g, '').length;
    for (const other of names.filter((candidate) => candidate !== policyName)) {
      const { PolicyDocument: text = '' } = (await own(`Get${kind}Policy`, { PolicyName: other })) as {
        PolicyDocument?: string;
      };
      size += decodeURIComponent(text).replace(/\s/g, '').length;
    }
    if (size > quota) {
      throw new AwsError(
        'LimitExceeded',
        `Maximum policy size of ${quota} bytes exceeded for ${kind.toLowerCase()} ${name}`,
        409,
      );
    }
  };
  const managed = (call: Call) => {
    requirePolicy('identity', String(call.input.PolicyDocument));
    return moto.forward(call);
  };
  return {
    name: 'iam',
    operations: {
      ...Object.fromEntries(guarded.map((operation) => [operation, guard])),
      ...rootAccessOperations,
      CreateServiceLinkedRole: (call) => createServiceLinkedRole(call, moto, principals),
      DeleteServiceLinkedRole: (call) => deleteServiceLinkedRole(call, moto),
      CreateRole: (call) => {
        trustPolicy(call, 'AssumeRolePolicyDocument');
        return moto.forward(call);
      },
      UpdateAssumeRolePolicy: (call) => {
        trustPolicy(call, 'PolicyDocument');
        return guard(call);
      },
      CreatePolicy: managed,
      CreatePolicyVersion: managed,
      PutRolePolicy: async (call) => {
        await inline(call, 'Role', 10_240);
        return guard(call);
      },
      PutUserPolicy: async (call) => {
        await inline(call, 'User', 2048);
        return moto.forward(call);
      },
      PutGroupPolicy: async (call) => {
        await inline(call, 'Group', 5120);
        return moto.forward(call);
      },
    },
  };
}

/** The role goes with its policy. https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeleteServiceLinkedRole.html */
async function deleteServiceLinkedRole(call: Call, moto: MotoCalls): Promise<object> {
  const { RoleName } = call.input as { RoleName?: string };
  const { accountId } = call.caller;
  const attached = (await moto.call(accountId, 'us-east-1', 'iam', 'ListAttachedRolePolicies', {
    RoleName,
  })) as {
    AttachedPolicies?: { PolicyArn?: string }[];
  };
  for (const { PolicyArn } of attached.AttachedPolicies ?? []) {
    await moto.call(accountId, 'us-east-1', 'iam', 'DetachRolePolicy', { RoleName, PolicyArn });
  }
  return moto.forward(call);
}

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateServiceLinkedRole.html */
async function createServiceLinkedRole(call: Call, moto: MotoCalls, principals: Principals): Promise<object> {
  const { AWSServiceName: service = '', CustomSuffix: suffix } = call.input as {
    AWSServiceName?: string;
    CustomSuffix?: string;
  };
  const base = linkedRoleNames[service];
  // moto names the roles of other services as it can.
  if (!base) return moto.forward(call);
  if (suffix !== undefined) throw new AwsError('InvalidInput', `Custom suffix is not allowed for ${service}`);
  const { accountId } = call.caller;
  const taken = new AwsError(
    'InvalidInput',
    `Service role name ${base} has been taken in this account, please try a different suffix.`,
  );
  if (await principals.role(accountId, base)) throw taken;
  const answer = (await moto
    .call(accountId, 'us-east-1', 'iam', 'CreateServiceLinkedRole', call.input)
    .catch((error: unknown) => {
      // A call of the same moment, from another region, has made it and not yet named it.
      throw error instanceof AwsError && error.code === 'EntityAlreadyExists' ? taken : error;
    })) as { Role: { RoleName: string } };
  await moto.renameRole(accountId, answer.Role.RoleName, base);
  const policy = linkedRolePolicies[service];
  if (policy) {
    const arn = `arn:aws:iam::aws:policy/aws-service-role/${policy}`;
    await moto
      .call(accountId, 'us-east-1', 'iam', 'AttachRolePolicy', { RoleName: base, PolicyArn: arn })
      .catch((error: unknown) => {
        // moto's copy of AWS's policies may be older than the service.
        if (!(error instanceof AwsError)) throw error;
      });
  }
  return moto.call(accountId, 'us-east-1', 'iam', 'GetRole', { RoleName: base });
}
