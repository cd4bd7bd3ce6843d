import {
  ConfigServiceClient,
  type ConfigurationRecorder,
  type ConfigurationRecorderStatus,
  DescribeConfigurationRecordersCommand,
  DescribeConfigurationRecorderStatusCommand,
  paginateDescribeOrganizationConfigRules,
  paginateDescribeOrganizationConfigRuleStatuses,
  paginateDescribeOrganizationConformancePacks,
} from '@aws-sdk/client-config-service';
import {
  type Collection,
  type ConfigRecorder,
  isUnknown,
  type OrganizationConfigRule,
  unknownBecause,
} from '@trailguard/controls';
import { callsIn } from './collected-call.ts';
import { mapFact, type Reader } from './reader.ts';

/** Calls of this collector. */
export const calls = [
  ...callsIn(
    'every account',
    'config:DescribeConfigurationRecorderStatus',
    'config:DescribeConfigurationRecorders',
  ),
  ...callsIn(
    'management account',
    'config:DescribeOrganizationConfigRuleStatuses',
    'config:DescribeOrganizationConfigRules',
    'config:DescribeOrganizationConformancePacks',
  ),
];

/** The customer's recorder of an account in a Region; there is one at most. Those of AWS's services are left out. */
export async function readRecorders(
  reader: Reader,
  accountId: string,
  region: string,
): Promise<Collection<ConfigRecorder>> {
  const client = reader.client(ConfigServiceClient, accountId, region);
  const where = `in ${accountId}/${region}`;
  const listed = await reader.ask(`config:DescribeConfigurationRecorders ${where}`, (options) =>
    client.send(new DescribeConfigurationRecordersCommand({}), options),
  );
  if (listed === null || isUnknown(listed)) return { items: [], complete: listed ?? true };
  const own = (listed.ConfigurationRecorders ?? []).filter(({ servicePrincipal }) => !servicePrincipal);
  if (own.length === 0) return { items: [], complete: true };
  const statuses = await reader.ask(`config:DescribeConfigurationRecorderStatus ${where}`, (options) =>
    client.send(new DescribeConfigurationRecorderStatusCommand({}), options),
  );
  const statusOf = <T>(
    name: string | undefined,
    read: (status: ConfigurationRecorderStatus) => T | undefined,
  ) =>
    mapFact(statuses, ({ ConfigurationRecordersStatus: list }) => {
      const status = (list ?? []).find((one) => one.name === name);
      return (status === undefined ? undefined : read(status)) ?? null;
    });
  const items = own.map(
    (recorder): ConfigRecorder => ({
      accountId,
      region,
      roleArn: recorder.roleARN ?? null,
      ...recordedBy(recorder),
      isRecording: statusOf(recorder.name, ({ recording }) => recording),
      lastStatus: statusOf(recorder.name, ({ lastStatus }) => lastStatus?.toUpperCase()),
      observation: {
        arn: recorder.arn ?? `arn:aws:config:${region}:${accountId}:configuration-recorder/${recorder.name}`,
        calls: {
          recordedTypes: 'config:DescribeConfigurationRecorders',
          roleArn: 'config:DescribeConfigurationRecorders',
          isRecording: 'config:DescribeConfigurationRecorderStatus',
          lastStatus: 'config:DescribeConfigurationRecorderStatus',
        },
        at: reader.clock.latest ?? '',
      },
    }),
  );
  return { items, complete: true };
}

function recordedBy({ recordingGroup: group }: ConfigurationRecorder) {
  const strategy = group?.recordingStrategy?.useOnly;
  const excluded = group?.exclusionByResourceTypes?.resourceTypes ?? [];
  const isExclusion = strategy === 'EXCLUSION_BY_RESOURCE_TYPES' || excluded.length > 0;
  const isAll = group === undefined || group.allSupported !== false || isExclusion;
  return {
    recordedTypes: isAll ? null : (group.resourceTypes ?? []),
    excludedTypes: excluded,
    includesGlobalTypes: group?.includeGlobalResourceTypes === true || isExclusion,
  };
}

/**
 * Managed rules that an account deployed to the organization from a Region. What rules a conformance pack brings, no call
 * tells: where there is one, the list stays open.
 */
export async function readOrganizationRules(
  reader: Reader,
  accountId: string,
  region: string,
): Promise<Collection<OrganizationConfigRule>> {
  const client = reader.client(ConfigServiceClient, accountId, region);
  const where = `in ${accountId}/${region}`;
  const rules = await reader.ask(`config:DescribeOrganizationConfigRules ${where}`, async (options) => {
    const all = [];
    for await (const page of paginateDescribeOrganizationConfigRules({ client }, {}, options))
      all.push(...(page.OrganizationConfigRules ?? []));
    return all;
  });
  const packs = await reader.ask(`config:DescribeOrganizationConformancePacks ${where}`, async (options) => {
    const names: string[] = [];
    for await (const page of paginateDescribeOrganizationConformancePacks({ client }, {}, options))
      names.push(
        ...(page.OrganizationConformancePacks ?? []).flatMap(
          (one) => one.OrganizationConformancePackName ?? [],
        ),
      );
    return names;
  });
  const managed = (rules === null || isUnknown(rules) ? [] : rules).filter(
    ({ OrganizationManagedRuleMetadata: metadata }) => metadata?.RuleIdentifier !== undefined,
  );
  const statuses = managed.length === 0 ? null : await readStatuses(reader, client, where);
  const items = managed.map(
    (rule): OrganizationConfigRule => ({
      region,
      identifier: rule.OrganizationManagedRuleMetadata?.RuleIdentifier ?? null,
      excludedAccounts: rule.ExcludedAccounts ?? [],
      status: mapFact(statuses, (known) => known.get(rule.OrganizationConfigRuleName ?? '') ?? null),
      observation: {
        arn: rule.OrganizationConfigRuleArn ?? '',
        calls: {
          identifier: 'config:DescribeOrganizationConfigRules',
          excludedAccounts: 'config:DescribeOrganizationConfigRules',
          status: 'config:DescribeOrganizationConfigRuleStatuses',
        },
        at: reader.clock.latest ?? '',
      },
    }),
  );
  const hidden =
    packs !== null && !isUnknown(packs) && packs.length > 0
      ? unknownBecause(
          'missing-field',
          `no call tells the rules of the conformance packs ${packs.join(', ')}`,
        )
      : undefined;
  return { items, complete: [rules, packs, hidden].find(isUnknown) ?? true };
}

function readStatuses(reader: Reader, client: ConfigServiceClient, where: string) {
  return reader.ask(`config:DescribeOrganizationConfigRuleStatuses ${where}`, async (options) => {
    const statuses = new Map<string, string>();
    for await (const page of paginateDescribeOrganizationConfigRuleStatuses({ client }, {}, options)) {
      for (const {
        OrganizationConfigRuleName: name,
        OrganizationRuleStatus: status,
      } of page.OrganizationConfigRuleStatuses ?? [])
        if (name !== undefined && status !== undefined) statuses.set(name, status);
    }
    return statuses;
  });
}
