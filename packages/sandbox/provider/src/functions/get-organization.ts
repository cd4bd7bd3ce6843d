import type {
  GetOrganizationArgs,
  GetOrganizationResult,
} from '@pulumi/aws/organizations/getOrganization.js';
import { Organizations } from '@aws-sdk/client-organizations';
import { defineFunction } from '../core/function.ts';
import { readOrganization } from '../resources/organizations/organization.ts';

/** The organization that the caller is in. A member that is no delegated administrator sees only what DescribeOrganization says. */
export const getOrganization = defineFunction<GetOrganizationArgs, GetOrganizationResult>({
  token: 'aws:organizations/getOrganization:getOrganization',
  args: { returnOrganizationOnly: true },
  async invoke({ returnOrganizationOnly }, context) {
    const described = (await context.client(Organizations).describeOrganization({})).Organization;
    const isManagement = described?.MasterAccountId === context.accountId;
    const isShort = returnOrganizationOnly ?? !isManagement;
    const found = await readOrganization(described?.Id, isShort, context);
    if (!described?.Id || !found) throw new Error(`account ${context.accountId} is in no organization`);
    return {
      accounts: (found.accounts ?? []) as GetOrganizationResult['accounts'],
      arn: found.arn ?? '',
      awsServiceAccessPrincipals: found.awsServiceAccessPrincipals ?? [],
      enabledPolicyTypes: found.enabledPolicyTypes ?? [],
      featureSet: found.featureSet ?? '',
      id: described.Id,
      masterAccountArn: found.masterAccountArn ?? '',
      masterAccountEmail: found.masterAccountEmail ?? '',
      masterAccountId: found.masterAccountId ?? '',
      masterAccountName: found.masterAccountName ?? '',
      nonMasterAccounts: (found.nonMasterAccounts ?? []) as GetOrganizationResult['nonMasterAccounts'],
      roots: (found.roots ?? []) as GetOrganizationResult['roots'],
      ...(returnOrganizationOnly === undefined ? {} : { returnOrganizationOnly }),
    };
  },
});
