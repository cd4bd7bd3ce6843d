import {
  DescribeHubCommand,
  DescribeOrganizationConfigurationCommand,
  GetFindingAggregatorCommand,
  paginateGetEnabledStandards,
  paginateListConfigurationPolicyAssociations,
  paginateListFindingAggregators,
  paginateListOrganizationAdminAccounts,
  SecurityHubClient,
} from '@aws-sdk/client-securityhub';
import {
  type Collection,
  type Fact,
  isUnknown,
  type SecurityHub,
  type SecurityHubOrganization,
  type SecurityStandard,
} from '@trailguard/controls';
import { callsIn } from './collected-call.ts';
import { mapFact, type Reader } from './reader.ts';

/** Calls of this collector. */
export const calls = [
  ...callsIn('every account', 'securityhub:DescribeHub', 'securityhub:GetEnabledStandards'),
  ...callsIn('management account', 'securityhub:ListOrganizationAdminAccounts'),
  ...callsIn(
    'administrator of Security Hub',
    'securityhub:DescribeOrganizationConfiguration',
    'securityhub:GetFindingAggregator',
    // What its own controls found, which a comparison with a report asks for.
    'securityhub:GetFindings',
    'securityhub:ListConfigurationPolicyAssociations',
    'securityhub:ListFindingAggregators',
  ),
];

/** What Security Hub CSPM says where it is off. */
const off = ['InvalidAccessException', 'ResourceNotFoundException'];

/** Security Hub CSPM in an account and Region; nothing where it is off. */
export async function readSecurityHub(
  reader: Reader,
  accountId: string,
  region: string,
): Promise<Collection<SecurityHub>> {
  const client = reader.client(SecurityHubClient, accountId, region);
  const where = `in ${accountId}/${region}`;
  const hub = await reader.ask(
    `securityhub:DescribeHub ${where}`,
    (options) => client.send(new DescribeHubCommand({}), options),
    off,
  );
  if (hub === null) return { items: [], complete: true };
  if (isUnknown(hub)) return { items: [], complete: hub };
  const standards = await reader.ask(
    `securityhub:GetEnabledStandards ${where}`,
    async (options) => {
      const found: SecurityStandard[] = [];
      for await (const page of paginateGetEnabledStandards({ client }, {}, options)) {
        for (const { StandardsArn, StandardsStatus } of page.StandardsSubscriptions ?? [])
          if (StandardsArn !== undefined) found.push({ arn: StandardsArn, status: StandardsStatus ?? null });
      }
      return found;
    },
    off,
  );
  const item: SecurityHub = {
    accountId,
    region,
    isEnabled: true,
    standards,
    observation: {
      arn: hub.HubArn ?? `arn:aws:securityhub:${region}:${accountId}:hub/default`,
      calls: { isEnabled: 'securityhub:DescribeHub', standards: 'securityhub:GetEnabledStandards' },
      at: reader.clock.latest ?? '',
    },
  };
  return { items: [item], complete: true };
}

/** How Security Hub CSPM reaches the organization; `null` where it is off in the management and the security account. */
export async function readSecurityHubOrganization(
  reader: Reader,
  {
    managementAccountId,
    securityAccountId,
    homeRegion,
  }: Readonly<Record<'managementAccountId' | 'securityAccountId' | 'homeRegion', string>>,
  isUsed: boolean,
): Promise<Fact<SecurityHubOrganization>> {
  const administrators = await listAdministrators(reader, managementAccountId, homeRegion);
  if (isUnknown(administrators)) return administrators;
  const [administrator] = administrators ?? [];
  if (administrator === undefined && !isUsed) return null;
  const client = reader.client(SecurityHubClient, administrator ?? securityAccountId, homeRegion);
  const where = `in ${administrator ?? securityAccountId}/${homeRegion}`;
  const configuration = await reader.ask(
    `securityhub:DescribeOrganizationConfiguration ${where}`,
    (options) => client.send(new DescribeOrganizationConfigurationCommand({}), options),
    off,
  );
  const type = mapFact(
    configuration,
    ({ OrganizationConfiguration }) => OrganizationConfiguration?.ConfigurationType ?? 'LOCAL',
  );
  const aggregator = await readAggregator(reader, client, where);
  return {
    administratorAccountId: administrator ?? null,
    autoEnable: mapFact(configuration, ({ AutoEnable }) => AutoEnable ?? false),
    configurationType: type,
    policyCoversRoot: type === 'CENTRAL' ? await coversRoot(reader, client, where) : null,
    linkingMode: mapFact(aggregator, ({ RegionLinkingMode }) => RegionLinkingMode ?? null),
    linkedRegions: mapFact(aggregator, ({ Regions }) => Regions ?? null),
    observation: {
      arn: `arn:aws:securityhub:${homeRegion}:${administrator ?? securityAccountId}:hub/default`,
      calls: {
        administratorAccountId: 'securityhub:ListOrganizationAdminAccounts',
        autoEnable: 'securityhub:DescribeOrganizationConfiguration',
        configurationType: 'securityhub:DescribeOrganizationConfiguration',
        policyCoversRoot: 'securityhub:ListConfigurationPolicyAssociations',
        linkingMode: 'securityhub:GetFindingAggregator',
      },
      at: reader.clock.latest ?? '',
    },
  };
}

function listAdministrators(
  reader: Reader,
  accountId: string,
  region: string,
): Promise<Fact<readonly string[]>> {
  const client = reader.client(SecurityHubClient, accountId, region);
  return reader.ask(
    `securityhub:ListOrganizationAdminAccounts in ${accountId}/${region}`,
    async (options) => {
      const ids: string[] = [];
      for await (const page of paginateListOrganizationAdminAccounts({ client }, {}, options))
        ids.push(
          ...(page.AdminAccounts ?? []).flatMap(({ AccountId, Status }) =>
            Status === 'ENABLED' && AccountId ? [AccountId] : [],
          ),
        );
      return ids;
    },
    off,
  );
}

async function readAggregator(reader: Reader, client: SecurityHubClient, where: string) {
  const arns = await reader.ask(
    `securityhub:ListFindingAggregators ${where}`,
    async (options) => {
      const found: string[] = [];
      for await (const page of paginateListFindingAggregators({ client }, {}, options))
        found.push(...(page.FindingAggregators ?? []).flatMap((one) => one.FindingAggregatorArn ?? []));
      return found;
    },
    off,
  );
  if (arns === null || isUnknown(arns)) return arns;
  const [FindingAggregatorArn] = arns;
  if (FindingAggregatorArn === undefined) return null;
  return reader.ask(`securityhub:GetFindingAggregator ${where}`, (options) =>
    client.send(new GetFindingAggregatorCommand({ FindingAggregatorArn }), options),
  );
}

function coversRoot(reader: Reader, client: SecurityHubClient, where: string): Promise<Fact<boolean>> {
  return reader.ask(`securityhub:ListConfigurationPolicyAssociations ${where}`, async (options) => {
    for await (const page of paginateListConfigurationPolicyAssociations({ client }, {}, options)) {
      const associations = page.ConfigurationPolicyAssociationSummaries ?? [];
      if (associations.some((one) => one.TargetType === 'ROOT' && one.AssociationStatus === 'SUCCESS'))
        return true;
    }
    return false;
  });
}
