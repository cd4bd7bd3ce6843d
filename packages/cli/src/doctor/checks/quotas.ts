import { CloudTrailClient, DescribeTrailsCommand } from '@aws-sdk/client-cloudtrail';
import {
  ListRootsCommand,
  OrganizationsClient,
  paginateListAccounts,
  paginateListPoliciesForTarget,
  type PolicyType,
} from '@aws-sdk/client-organizations';
import { paginateListServiceQuotas, ServiceQuotasClient } from '@aws-sdk/client-service-quotas';
import { advice, type Check, fault, type Finding, ok } from '../check.ts';
import type { Patient } from '../patient.ts';

/** https://docs.aws.amazon.com/awscloudtrail/latest/userguide/WhatIsCloudTrail-Limits.html: it cannot be raised. */
const trailsPerRegion = 5;

/** Share of a quota from which its end is near. */
const nearlyFull = 0.8;

/**
 * Names of quotas of AWS Organizations in Service Quotas, and what AWS documents of those that it does not tell. The smaller
 * value is taken where partitions differ.
 * https://docs.aws.amazon.com/organizations/latest/userguide/orgs_reference_limits.html
 */
const accountQuota = 'Default maximum number of accounts';
const attachedQuotas: readonly [type: PolicyType, name: string, documented: number][] = [
  ['SERVICE_CONTROL_POLICY', 'Service control policies attached to one target', 5],
  ['RESOURCE_CONTROL_POLICY', 'Resource control policies attached to one target', 5],
];

/** How much room there is for trails, accounts and guardrails. */
export const quotas: Check = {
  name: 'quotas',
  title: 'Quotas',
  needs: 'aws',
  async run(patient) {
    const organizations = patient.client(OrganizationsClient, patient.globalRegion);
    const told = await organizationQuotas(patient.client(ServiceQuotasClient, patient.globalRegion));
    return [
      await trails(patient),
      await accounts(organizations, told.get(accountQuota)),
      ...(await attachedPolicies(organizations, told)),
    ];
  },
};

async function organizationQuotas(client: ServiceQuotasClient): Promise<ReadonlyMap<string, number>> {
  const told = new Map<string, number>();
  for await (const page of paginateListServiceQuotas({ client }, { ServiceCode: 'organizations' }))
    for (const { QuotaName = '', Value } of page.Quotas ?? [])
      if (Value !== undefined) told.set(QuotaName, Value);
  return told;
}

async function trails(patient: Patient): Promise<Finding> {
  const { region } = patient;
  const { trailList = [] } = await patient.client(CloudTrailClient).send(new DescribeTrailsCommand({}));
  const wayOut =
    'delete a trail that records what another one does ("trailguard audit" names them, CT-21): this quota cannot be raised';
  return used(`trails in ${region}`, trailList.length, trailsPerRegion, wayOut);
}

async function accounts(client: OrganizationsClient, quota: number | undefined): Promise<Finding> {
  let count = 0;
  for await (const page of paginateListAccounts({ client }, {})) count += page.Accounts?.length ?? 0;
  const wayOut =
    'ask for more: aws service-quotas request-service-quota-increase, quota L-E619E033 of organizations';
  return quota === undefined
    ? advice(
        `${count} accounts, and how many there may be is not told`,
        `allow servicequotas:ListServiceQuotas in us-east-1, or look in the console of Service Quotas (L-E619E033)`,
      )
    : used('accounts in the organization', count, quota, wayOut);
}

async function attachedPolicies(
  client: OrganizationsClient,
  told: ReadonlyMap<string, number>,
): Promise<readonly Finding[]> {
  const { Roots: [root] = [] } = await client.send(new ListRootsCommand({}));
  const enabled = (root?.PolicyTypes ?? [])
    .filter(({ Status }) => Status === 'ENABLED')
    .map(({ Type }) => Type);
  const findings: Finding[] = [];
  for (const [Filter, name, documented] of attachedQuotas) {
    // A type that is off has no policies; whether it is, is said with trusted access.
    if (!enabled.includes(Filter)) continue;
    let count = 0;
    for await (const page of paginateListPoliciesForTarget({ client }, { TargetId: root?.Id, Filter }))
      count += page.Policies?.length ?? 0;
    const wayOut = 'merge two of them, or attach guardrails to units below (docs/guardrails.md)';
    findings.push(used(`${name}, on the root`, count, told.get(name) ?? documented, wayOut));
  }
  return findings;
}

function used(what: string, count: number, quota: number, wayOut: string): Finding {
  const says = `${what}: ${count} of ${quota}`;
  if (count >= quota) return fault(`${says}, so that none more can be made`, wayOut);
  return count >= quota * nearlyFull ? advice(says, wayOut) : ok(says);
}
