import {
  type AdminAccount,
  GuardDuty,
  paginateListOrganizationAdminAccounts,
} from '@aws-sdk/client-guardduty';
import type {
  OrganizationAdminAccountArgs,
  OrganizationAdminAccountState,
} from '@pulumi/aws/guardduty/organizationAdminAccount.js';
import { defineResource, type ResourceContext } from '../../core/resource.ts';
import { isError, poll } from '../../core/retry.ts';
import { isGone } from './errors.ts';

const ENABLE =
  'https://docs.aws.amazon.com/guardduty/latest/APIReference/API_EnableOrganizationAdminAccount.html';
const WAIT_MILLISECONDS = 5 * 60_000;

/** The account that runs GuardDuty for the organization in a region. Id and import id: the account's id. */
export const organizationAdminAccount = defineResource<
  OrganizationAdminAccountArgs,
  OrganizationAdminAccountState
>({
  token: 'aws:guardduty/organizationAdminAccount:OrganizationAdminAccount',
  properties: {
    adminAccountId: { required: true, replaces: ENABLE },
    region: { computed: true, replaces: ENABLE },
  },
  computed: {},
  async create(inputs, context) {
    const guardduty = context.client(GuardDuty);
    const AdminAccountId = inputs.adminAccountId;
    await context.retry(
      () => guardduty.enableOrganizationAdminAccount({ AdminAccountId }),
      (error) => isError(error, 'BadRequestException', /trusted access|service-linked role/i),
      60_000,
    );
    context.created(AdminAccountId);
    await wait(
      context,
      async () => ((await find(AdminAccountId, context))?.AdminStatus === 'ENABLED' ? true : undefined),
      'enable',
    );
    return AdminAccountId;
  },
  async read(id, context) {
    return (await find(id, context)) && { adminAccountId: id };
  },
  async delete(id, context) {
    try {
      await context.client(GuardDuty).disableOrganizationAdminAccount({ AdminAccountId: id });
    } catch (error) {
      if (isGone(error) || isError(error, 'BadRequestException', /not (enabled|registered)|no delegated/i))
        return;
      throw error;
    }
    await wait(context, async () => ((await find(id, context)) ? undefined : true), 'disable');
  },
});

async function wait(
  context: ResourceContext,
  question: () => Promise<true | undefined>,
  what: string,
): Promise<void> {
  const timeoutMilliseconds = context.timeoutMilliseconds(WAIT_MILLISECONDS);
  const isDone = await poll(question, { timeoutMilliseconds, signal: context.signal });
  if (!isDone)
    throw new Error(
      `GuardDuty in ${context.region} did not ${what} the delegated administrator in ${timeoutMilliseconds / 1000} s`,
    );
}

async function find(accountId: string, context: ResourceContext): Promise<AdminAccount | undefined> {
  for await (const page of paginateListOrganizationAdminAccounts({ client: context.client(GuardDuty) }, {})) {
    const found = page.AdminAccounts?.find(({ AdminAccountId }) => AdminAccountId === accountId);
    if (found) return found;
  }
  return undefined;
}
