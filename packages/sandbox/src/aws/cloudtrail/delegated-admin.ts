import type {
  DeregisterOrganizationDelegatedAdminResponse,
  RegisterOrganizationDelegatedAdminResponse,
} from '@aws-sdk/client-cloudtrail';
import type { Call } from '../call.ts';
import { AwsError } from '../error.ts';
import type { SandboxContext } from '../service.ts';
import { CloudTrailPrincipal, isOrganizationMember } from './find-trail.ts';
import { ensureCloudTrailRole } from './service-linked-role.ts';

/** https://docs.aws.amazon.com/awscloudtrail/latest/userguide/WhatIsCloudTrail-Limits.html */
const DelegatedAdministratorsPerOrganization = 3;
const OrganizationsRegion = 'us-east-1';

function assertManagement(call: Call, sandbox: SandboxContext): void {
  if (!isOrganizationMember(sandbox, call.caller.accountId)) {
    throw new AwsError(
      'OrganizationsNotInUseException',
      `The account ${call.caller.accountId} is not a member of an organization.`,
    );
  }
  if (call.caller.accountId !== sandbox.organization.managementAccountId) {
    throw new AwsError(
      'NotOrganizationManagementAccountException',
      `The account ${call.caller.accountId} is not the management account of the organization.`,
    );
  }
}

/**
 * Makes a member the delegated administrator. It works through Organizations as the caller, who needs
 * `organizations:RegisterDelegatedAdministrator`; and it turns trusted access on where it is off.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-delegated-administrator.html
 */
export async function registerDelegatedAdmin(
  call: Call,
  sandbox: SandboxContext,
): Promise<RegisterOrganizationDelegatedAdminResponse> {
  assertManagement(call, sandbox);
  const accountId = String(call.input.MemberAccountId);
  const { organization } = sandbox;
  if (accountId === organization.managementAccountId) {
    throw new AwsError(
      'CannotDelegateManagementAccountException',
      'The management account cannot be the CloudTrail delegated administrator.',
    );
  }
  if (!isOrganizationMember(sandbox, accountId)) {
    throw new AwsError('AccountNotFoundException', `The account ${accountId} is not in the organization.`);
  }
  if (organization.isDelegatedAdministrator(accountId, CloudTrailPrincipal)) {
    throw new AwsError(
      'AccountRegisteredException',
      `The account ${accountId} is already registered as the CloudTrail delegated administrator.`,
    );
  }
  const administrators = organization
    .accounts()
    .filter((account) => organization.isDelegatedAdministrator(account.id, CloudTrailPrincipal));
  if (administrators.length >= DelegatedAdministratorsPerOrganization) {
    throw new AwsError(
      'DelegatedAdminAccountLimitExceededException',
      `An organization has at most ${DelegatedAdministratorsPerOrganization} CloudTrail delegated administrators.`,
    );
  }
  if (!organization.hasTrustedAccess(CloudTrailPrincipal)) {
    await sandbox.call(call.caller, OrganizationsRegion, 'organizations', 'EnableAWSServiceAccess', {
      ServicePrincipal: CloudTrailPrincipal,
    });
  }
  await sandbox.call(call.caller, OrganizationsRegion, 'organizations', 'RegisterDelegatedAdministrator', {
    AccountId: accountId,
    ServicePrincipal: CloudTrailPrincipal,
  });
  await ensureCloudTrailRole(sandbox);
  return {};
}

/** https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_DeregisterOrganizationDelegatedAdmin.html */
export async function deregisterDelegatedAdmin(
  call: Call,
  sandbox: SandboxContext,
): Promise<DeregisterOrganizationDelegatedAdminResponse> {
  assertManagement(call, sandbox);
  const accountId = String(call.input.DelegatedAdminAccountId);
  if (!isOrganizationMember(sandbox, accountId)) {
    throw new AwsError('AccountNotFoundException', `The account ${accountId} is not in the organization.`);
  }
  if (!sandbox.organization.isDelegatedAdministrator(accountId, CloudTrailPrincipal)) {
    throw new AwsError(
      'AccountNotRegisteredException',
      `The account ${accountId} is not registered as the CloudTrail delegated administrator.`,
    );
  }
  await sandbox.call(call.caller, OrganizationsRegion, 'organizations', 'DeregisterDelegatedAdministrator', {
    AccountId: accountId,
    ServicePrincipal: CloudTrailPrincipal,
  });
  return {};
}
