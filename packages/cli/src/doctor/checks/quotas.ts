import { CloudTrailClient, DescribeTrailsCommand } from '@aws-sdk/client-cloudtrail';
import {
  ListRootsCommand,
  OrganizationsClient,
  paginateListAccounts,
  paginateListPoliciesForTarget,
} from '@aws-sdk/client-organizations';
import {
  paginateListServiceQuotas,
  type ServiceQuota,
  ServiceQuotasClient,
} from '@aws-sdk/client-service-quotas';
import { documentedQuotas } from '@trailguard/stacks/aws-facts';
import { advice, type Check, fault, type Finding, ok } from '../check.ts';
import type { Patient } from '../patient.ts';

/** https://docs.aws.amazon.com/awscloudtrail/latest/userguide/WhatIsCloudTrail-Limits.html: it cannot be raised. */
const trailsPerRegion = 5;

/** Share of a quota from which its end is near. */
const nearlyFull = 0.8;

/**
 * The quota of accounts in Service Quotas, by the name that AWS keeps; its code may change.
 * https://docs.aws.amazon.com/organizations/latest/userguide/orgs_reference_limits.html
 */
const accountQuota = 'Default maximum number of accounts';

/** Kinds of policies whose number on one root, unit or account AWS limits. */
const attachedPolicyTypes = ['SERVICE_CONTROL_POLICY', 'RESOURCE_CONTROL_POLICY'] as const;

/** How much room there is for trails, accounts and guardrails. */
export const quotas: Check = {
  name: 'quotas',
  title: 'Quotas',
  needs: 'aws',
  async run(patient) {
    const organizations = patient.client(OrganizationsClient, patient.globalRegion);
    const serviceQuotas = patient.client(ServiceQuotasClient, patient.globalRegion);
    return [
      await trails(patient),
      await accounts(patient, organizations, await quotaOfAccounts(serviceQuotas)),
      ...(await attachedPolicies(organizations, patient.region)),
    ];
  },
};

/** @returns undefined where Service Quotas does not tell it. */
async function quotaOfAccounts(client: ServiceQuotasClient): Promise<ServiceQuota | undefined> {
  for await (const { Quotas = [] } of paginateListServiceQuotas(
    { client },
    { ServiceCode: 'organizations' },
  )) {
    const found = Quotas.find(({ QuotaName }) => QuotaName === accountQuota);
    if (found !== undefined) return found;
  }
  return undefined;
}

async function trails(patient: Patient): Promise<Finding> {
  const { region } = patient;
  const { trailList = [] } = await patient.client(CloudTrailClient).send(new DescribeTrailsCommand({}));
  const wayOut =
    'delete a trail that records what another one does ("trailguard audit" names them, CT-21): this quota cannot be raised';
  return used(`trails in ${region}`, trailList.length, trailsPerRegion, wayOut);
}

async function accounts(
  { globalRegion }: Patient,
  client: OrganizationsClient,
  quota: ServiceQuota | undefined,
): Promise<Finding> {
  let count = 0;
  for await (const page of paginateListAccounts({ client }, {})) count += page.Accounts?.length ?? 0;
  const { Value: most, QuotaCode: code } = quota ?? {};
  if (most === undefined || code === undefined)
    return advice(
      `${count} accounts, and how many there may be is not told`,
      `look for "${accountQuota}" of AWS Organizations in the console of Service Quotas, in ${globalRegion}`,
    );
  const wayOut = `ask for more: aws service-quotas request-service-quota-increase --service-code organizations --quota-code ${code} --region ${globalRegion} --desired-value <number>`;
  return used('accounts in the organization', count, most, wayOut);
}

async function attachedPolicies(client: OrganizationsClient, region: string): Promise<readonly Finding[]> {
  const { Roots: [root] = [] } = await client.send(new ListRootsCommand({}));
  const enabled = (root?.PolicyTypes ?? [])
    .filter(({ Status }) => Status === 'ENABLED')
    .map(({ Type }) => Type);
  const findings: Finding[] = [];
  for (const Filter of attachedPolicyTypes) {
    // A type that is off has no policies; whether it is, is said with trusted access.
    if (!enabled.includes(Filter)) continue;
    let count = 0;
    for await (const page of paginateListPoliciesForTarget({ client }, { TargetId: root?.Id, Filter }))
      count += page.Policies?.length ?? 0;
    const wayOut = 'merge two of them, or attach guardrails to units below (docs/guardrails.md)';
    const { perTarget } = documentedQuotas(Filter, region);
    findings.push(used(`policies of type ${Filter} on the root`, count, perTarget, wayOut));
  }
  return findings;
}

function used(what: string, count: number, quota: number, wayOut: string): Finding {
  const says = `${what}: ${count} of ${quota}`;
  if (count >= quota) return fault(`${says}, so that none more can be made`, wayOut);
  return count >= quota * nearlyFull ? advice(says, wayOut) : ok(says);
}
