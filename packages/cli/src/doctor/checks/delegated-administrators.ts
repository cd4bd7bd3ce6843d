import {
  AccountNotRegisteredException,
  OrganizationsClient,
  paginateListDelegatedServicesForAccount,
} from '@aws-sdk/client-organizations';
import { GuardDutyClient, ListOrganizationAdminAccountsCommand } from '@aws-sdk/client-guardduty';
import { advice, type Check, fault, type Finding, ok } from '../check.ts';

/** Services that the security account runs for the organization; others can do without. */
const delegated = ['cloudtrail.amazonaws.com', 'securityhub.amazonaws.com', 'config.amazonaws.com'];

/** Which account runs detection and audits for the organization. */
export const delegatedAdministrators: Check = {
  name: 'delegated-administrators',
  title: 'Delegated administrators',
  needs: 'organization',
  async run(patient) {
    const { securityAccountId, homeRegion } = patient.audited;
    return [
      await detectionAdministrator(
        patient.client(GuardDutyClient, homeRegion),
        securityAccountId,
        homeRegion,
      ),
      ...(await others(patient.client(OrganizationsClient, patient.globalRegion), securityAccountId)),
    ];
  },
};

async function detectionAdministrator(
  client: GuardDutyClient,
  securityAccountId: string,
  region: string,
): Promise<Finding> {
  const { AdminAccounts = [] } = await client.send(new ListOrganizationAdminAccountsCommand({}));
  const enabled = AdminAccounts.filter(({ AdminStatus }) => AdminStatus === 'ENABLED');
  const [administrator] = enabled.map(({ AdminAccountId }) => AdminAccountId);
  if (administrator === securityAccountId)
    return ok(`${securityAccountId} administers GuardDuty in ${region}`);
  return administrator === undefined
    ? fault(
        `GuardDuty has no delegated administrator in ${region}`,
        'bring up the stack organization, which makes the security account that in every Region',
      )
    : fault(
        `${administrator} administers GuardDuty in ${region}, not the security account ${securityAccountId}`,
        `set securityAccountId to ${administrator}, or move the administration (docs/adoption.md)`,
      );
}

async function others(client: OrganizationsClient, AccountId: string): Promise<readonly Finding[]> {
  const services = await servicesOf(client, AccountId);
  const [has, lacks] = [true, false].map((wanted) =>
    delegated.filter((service) => services.includes(service) === wanted),
  ) as [string[], string[]];
  return [
    ...(has.length === 0 ? [] : [ok(`${AccountId} is the delegated administrator of ${has.join(', ')}`)]),
    ...lacks.map((service) =>
      advice(
        `${AccountId} is no delegated administrator of ${service}: daily work needs the management account`,
        'add the component DelegatedAdministrators to the program of the organization (docs/components.md)',
      ),
    ),
  ];
}

async function servicesOf(client: OrganizationsClient, AccountId: string): Promise<readonly string[]> {
  const services: string[] = [];
  try {
    for await (const page of paginateListDelegatedServicesForAccount({ client }, { AccountId }))
      for (const { ServicePrincipal } of page.DelegatedServices ?? []) services.push(ServicePrincipal ?? '');
    return services;
  } catch (error) {
    if (error instanceof AccountNotRegisteredException) return [];
    throw error;
  }
}
