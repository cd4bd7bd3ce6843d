import {
  type AdminAccount,
  paginateListOrganizationAdminAccounts,
  SecurityHub,
} from '@aws-sdk/client-securityhub';
import type {
  OrganizationAdminAccountArgs,
  OrganizationAdminAccountState,
} from '@pulumi/aws/securityhub/organizationAdminAccount.js';
import { defineResource, type ResourceContext } from '../../core/resource.ts';
import { isError, poll } from '../../core/retry.ts';
import { isGone } from './errors.ts';

const ENABLE =
  'https://docs.aws.amazon.com/securityhub/1.0/APIReference/API_EnableOrganizationAdminAccount.html';

/** The account that runs Security Hub CSPM for the organization in a region. Id and import id: the account's id. */
export const organizationAdminAccount = defineResource<
  OrganizationAdminAccountArgs,
  OrganizationAdminAccountState
>({
  token: 'aws:securityhub/organizationAdminAccount:OrganizationAdminAccount',
  properties: {
    adminAccountId: { required: true, replaces: ENABLE },
    region: { computed: true, replaces: ENABLE },
  },
  computed: {},
  async create(inputs, context) {
    const AdminAccountId = inputs.adminAccountId;
    // Trusted access is not seen everywhere at once; the real provider tries again too.
    await context.retry(
      () => context.client(SecurityHub).enableOrganizationAdminAccount({ AdminAccountId }),
      (error) =>
        isError(error, 'ResourceConflictException') ||
        isError(error, 'AccessDeniedException', /trusted access/i),
      60_000,
    );
    context.created(AdminAccountId);
    const isEnabled = await poll(
      async () => ((await find(AdminAccountId, context))?.Status === 'ENABLED' ? true : undefined),
      { timeoutMilliseconds: context.timeoutMilliseconds(5 * 60_000), signal: context.signal },
    );
    if (!isEnabled)
      throw new Error(
        `Security Hub in ${context.region} did not enable its administrator ${AdminAccountId} in time`,
      );
    return AdminAccountId;
  },
  async read(id, context) {
    return (await find(id, context)) && { adminAccountId: id };
  },
  async delete(id, context) {
    try {
      await context.client(SecurityHub).disableOrganizationAdminAccount({ AdminAccountId: id });
    } catch (error) {
      if (!isGone(error) && !isError(error, 'InvalidInputException', /does not administer/)) throw error;
    }
  },
});

async function find(accountId: string, context: ResourceContext): Promise<AdminAccount | undefined> {
  const pages = paginateListOrganizationAdminAccounts({ client: context.client(SecurityHub) }, {});
  for await (const page of pages) {
    const found = page.AdminAccounts?.find(({ AccountId }) => AccountId === accountId);
    if (found) return found;
  }
  return undefined;
}
