import { CloudTrail } from '@aws-sdk/client-cloudtrail';
import {
  type DelegatedAdministrator,
  Organizations,
  paginateListDelegatedAdministrators,
} from '@aws-sdk/client-organizations';
import type {
  OrganizationDelegatedAdminAccountArgs,
  OrganizationDelegatedAdminAccountState,
} from '@pulumi/aws/cloudtrail/organizationDelegatedAdminAccount.js';
import { defineResource, type ResourceContext } from '../../core/resource.ts';
import { isError, orMissing } from '../../core/retry.ts';

const REGISTER =
  'https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_RegisterOrganizationDelegatedAdmin.html';
const SERVICE = 'cloudtrail.amazonaws.com';

/** The account that runs CloudTrail for the organization. Id and import id: the account's id. */
export const organizationDelegatedAdminAccount = defineResource<
  OrganizationDelegatedAdminAccountArgs,
  OrganizationDelegatedAdminAccountState
>({
  token: 'aws:cloudtrail/organizationDelegatedAdminAccount:OrganizationDelegatedAdminAccount',
  properties: { accountId: { required: true, replaces: REGISTER } },
  computed: { arn: true, email: true, name: true, servicePrincipal: true },
  async create(inputs, context) {
    const cloudtrail = context.client(CloudTrail);
    await context.retry(
      () => cloudtrail.registerOrganizationDelegatedAdmin({ MemberAccountId: inputs.accountId }),
      (error) =>
        isError(error, [
          'CloudTrailAccessNotEnabledException',
          'InsufficientDependencyServiceAccessPermissionException',
        ]),
      60_000,
    );
    return inputs.accountId;
  },
  async read(id, context) {
    const found = await find(id, context);
    return (
      found && {
        accountId: id,
        arn: found.Arn,
        email: found.Email,
        name: found.Name,
        servicePrincipal: SERVICE,
      }
    );
  },
  async delete(id, context) {
    await orMissing(
      context.client(CloudTrail).deregisterOrganizationDelegatedAdmin({ DelegatedAdminAccountId: id }),
      'AccountNotFoundException',
      'AccountNotRegisteredException',
    );
  },
});

async function find(
  accountId: string,
  context: ResourceContext,
): Promise<DelegatedAdministrator | undefined> {
  const pages = paginateListDelegatedAdministrators(
    { client: context.client(Organizations) },
    { ServicePrincipal: SERVICE },
  );
  for await (const page of pages) {
    const found = page.DelegatedAdministrators?.find(({ Id }) => Id === accountId);
    if (found) return found;
  }
  return undefined;
}
