import {
  Organizations,
  paginateListAccountsForParent,
  paginateListOrganizationalUnitsForParent,
} from '@aws-sdk/client-organizations';
import type {
  GetOrganizationalUnitDescendantAccountsArgs,
  GetOrganizationalUnitDescendantAccountsResult,
} from '@pulumi/aws/organizations/getOrganizationalUnitDescendantAccounts.js';
import { defineFunction } from '../core/function.ts';

type Accounts = GetOrganizationalUnitDescendantAccountsResult['accounts'];

/** Accounts under a root or unit and all units below it. */
export const getOrganizationalUnitDescendantAccounts = defineFunction<
  GetOrganizationalUnitDescendantAccountsArgs,
  GetOrganizationalUnitDescendantAccountsResult
>({
  token: 'aws:organizations/getOrganizationalUnitDescendantAccounts:getOrganizationalUnitDescendantAccounts',
  args: { parentId: true },
  async invoke({ parentId }, context) {
    return { accounts: await under(context.client(Organizations), parentId), id: parentId, parentId };
  },
});

async function under(client: Organizations, ParentId: string): Promise<Accounts> {
  const accounts: Accounts = [];
  for await (const page of paginateListAccountsForParent({ client }, { ParentId })) {
    for (const found of page.Accounts ?? []) {
      accounts.push({
        arn: found.Arn ?? '',
        email: found.Email ?? '',
        id: found.Id ?? '',
        joinedMethod: found.JoinedMethod ?? '',
        joinedTimestamp: found.JoinedTimestamp?.toISOString().replace('.000Z', 'Z') ?? '',
        name: found.Name ?? '',
        state: found.State ?? '',
        status: found.Status ?? '',
      });
    }
  }
  for await (const page of paginateListOrganizationalUnitsForParent({ client }, { ParentId })) {
    for (const unit of page.OrganizationalUnits ?? []) {
      if (unit.Id) accounts.push(...(await under(client, unit.Id)));
    }
  }
  return accounts;
}
