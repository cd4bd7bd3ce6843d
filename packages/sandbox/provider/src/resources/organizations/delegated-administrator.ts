import {
  type DelegatedAdministrator,
  Organizations,
  paginateListDelegatedAdministrators,
} from '@aws-sdk/client-organizations';
import type {
  DelegatedAdministratorArgs,
  DelegatedAdministratorState,
} from '@pulumi/aws/organizations/delegatedAdministrator.js';
import { defineResource, type ResourceContext } from '../../core/resource.ts';
import { isError, orMissing } from '../../core/retry.ts';
import { timestamp } from './accounts.ts';

const REGISTER =
  'https://docs.aws.amazon.com/organizations/latest/APIReference/API_RegisterDelegatedAdministrator.html';

/** An account that runs a service for the organization. Id and import id: `account/service principal`. */
export const delegatedAdministrator = defineResource<DelegatedAdministratorArgs, DelegatedAdministratorState>(
  {
    token: 'aws:organizations/delegatedAdministrator:DelegatedAdministrator',
    properties: {
      accountId: { required: true, replaces: REGISTER },
      servicePrincipal: { required: true, replaces: REGISTER },
    },
    computed: {
      arn: true,
      delegationEnabledDate: true,
      email: true,
      joinedMethod: true,
      joinedTimestamp: true,
      name: true,
      status: true,
    },
    async create(inputs, context) {
      const organizations = context.client(Organizations);
      await context.retry(
        () =>
          organizations.registerDelegatedAdministrator({
            AccountId: inputs.accountId,
            ServicePrincipal: inputs.servicePrincipal,
          }),
        (error) =>
          isError(error, [
            'ConcurrentModificationException',
            'FinalizingOrganizationException',
            'AccessDeniedForDependencyException',
          ]),
        60_000,
      );
      return `${inputs.accountId}/${inputs.servicePrincipal}`;
    },
    async read(id, context) {
      const [accountId, servicePrincipal] = parts(id);
      const found = await find(accountId, servicePrincipal, context);
      if (!found) return undefined;
      return {
        accountId,
        arn: found.Arn,
        delegationEnabledDate: timestamp(found.DelegationEnabledDate),
        email: found.Email,
        joinedMethod: found.JoinedMethod,
        joinedTimestamp: timestamp(found.JoinedTimestamp),
        name: found.Name,
        servicePrincipal,
        status: found.Status,
      };
    },
    async delete(id, context) {
      const [AccountId, ServicePrincipal] = parts(id);
      await orMissing(
        context.client(Organizations).deregisterDelegatedAdministrator({ AccountId, ServicePrincipal }),
        'AccountNotFoundException',
        'AccountNotRegisteredException',
      );
    },
  },
);

function parts(id: string): [accountId: string, servicePrincipal: string] {
  const [accountId, servicePrincipal] = id.split('/');
  if (!accountId || !servicePrincipal)
    throw new Error(`"${id}" is not of the form <account>/<service principal>`);
  return [accountId, servicePrincipal];
}

async function find(
  accountId: string,
  ServicePrincipal: string,
  context: ResourceContext,
): Promise<DelegatedAdministrator | undefined> {
  const pages = paginateListDelegatedAdministrators(
    { client: context.client(Organizations) },
    { ServicePrincipal },
  );
  for await (const page of pages) {
    const found = page.DelegatedAdministrators?.find(({ Id }) => Id === accountId);
    if (found) return found;
  }
  return undefined;
}
