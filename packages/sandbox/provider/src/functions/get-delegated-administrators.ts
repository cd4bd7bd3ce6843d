import {
  Organizations,
  paginateListDelegatedAdministrators,
  paginateListDelegatedServicesForAccount,
} from '@aws-sdk/client-organizations';
import type {
  GetDelegatedAdministratorsArgs,
  GetDelegatedAdministratorsResult,
} from '@pulumi/aws/organizations/getDelegatedAdministrators.js';
import type {
  GetDelegatedServicesArgs,
  GetDelegatedServicesResult,
} from '@pulumi/aws/organizations/getDelegatedServices.js';
import { defineFunction } from '../core/function.ts';

const time = (value: Date | undefined) => value?.toISOString().replace('.000Z', 'Z') ?? '';

/** Accounts that administer a service, or any service, for the organization. */
export const getDelegatedAdministrators = defineFunction<
  GetDelegatedAdministratorsArgs,
  GetDelegatedAdministratorsResult
>({
  token: 'aws:organizations/getDelegatedAdministrators:getDelegatedAdministrators',
  args: { servicePrincipal: true },
  async invoke({ servicePrincipal }, context) {
    const delegatedAdministrators = [];
    const pages = paginateListDelegatedAdministrators(
      { client: context.client(Organizations) },
      servicePrincipal ? { ServicePrincipal: servicePrincipal } : {},
    );
    for await (const page of pages) {
      for (const found of page.DelegatedAdministrators ?? []) {
        delegatedAdministrators.push({
          arn: found.Arn ?? '',
          delegationEnabledDate: time(found.DelegationEnabledDate),
          email: found.Email ?? '',
          id: found.Id ?? '',
          joinedMethod: found.JoinedMethod ?? '',
          joinedTimestamp: time(found.JoinedTimestamp),
          name: found.Name ?? '',
          status: found.Status ?? '',
        });
      }
    }
    return {
      delegatedAdministrators,
      id: context.accountId,
      ...(servicePrincipal ? { servicePrincipal } : {}),
    };
  },
});

/** Services that an account administers. */
export const getDelegatedServices = defineFunction<GetDelegatedServicesArgs, GetDelegatedServicesResult>({
  token: 'aws:organizations/getDelegatedServices:getDelegatedServices',
  args: { accountId: true },
  async invoke({ accountId }, context) {
    const delegatedServices = [];
    const pages = paginateListDelegatedServicesForAccount(
      { client: context.client(Organizations) },
      { AccountId: accountId },
    );
    for await (const page of pages) {
      for (const found of page.DelegatedServices ?? []) {
        delegatedServices.push({
          delegationEnabledDate: time(found.DelegationEnabledDate),
          servicePrincipal: found.ServicePrincipal ?? '',
        });
      }
    }
    return { accountId, delegatedServices, id: context.accountId };
  },
});
