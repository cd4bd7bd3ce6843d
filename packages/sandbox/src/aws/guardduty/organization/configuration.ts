import type {
  DescribeOrganizationConfigurationResponse,
  GetOrganizationStatisticsResponse,
  UpdateOrganizationConfigurationRequest,
  UpdateOrganizationConfigurationResponse,
} from '@aws-sdk/client-guardduty';
import type { Call } from '../../call.ts';
import type { SandboxContext } from '../../service.ts';
import { ownDetector } from '../detectors.ts';
import { badRequest, invalidValue, Message } from '../errors.ts';
import { assertNotBothRuntimes, isOffered, OrganizationFeatures } from '../features.ts';
import {
  type AutoEnable,
  type Detector,
  isAssociated,
  type OrganizationConfiguration,
  type RegionState,
} from '../state.ts';
import { settle } from './settle.ts';

function configurationOf(region: RegionState, accountId: string): OrganizationConfiguration {
  if (region.administrator?.accountId !== accountId) throw badRequest(Message.notManagement);
  return region.administrator.configuration;
}

function readAutoEnable(value: unknown): AutoEnable | undefined {
  if (value === undefined) return undefined;
  if (value === 'ALL' || value === 'NEW' || value === 'NONE') return value;
  throw invalidValue();
}

/** https://docs.aws.amazon.com/guardduty/latest/APIReference/API_DescribeOrganizationConfiguration.html */
export async function describeOrganizationConfiguration(
  call: Call,
  sandbox: SandboxContext,
): Promise<DescribeOrganizationConfigurationResponse> {
  const { region } = await ownDetector(call, sandbox);
  const configuration = configurationOf(region, call.caller.accountId);
  const of = (name: string) => configuration.features[name]?.autoEnable ?? 'NONE';
  const on = (name: string) => ({ AutoEnable: of(name) !== 'NONE' });
  return {
    // The older form says whether new accounts are enabled, as ALL does too.
    AutoEnable: configuration.autoEnable !== 'NONE',
    AutoEnableOrganizationMembers: configuration.autoEnable,
    MemberAccountLimitReached: false,
    DataSources: {
      S3Logs: on('S3_DATA_EVENTS'),
      Kubernetes: { AuditLogs: on('EKS_AUDIT_LOGS') },
      MalwareProtection: { ScanEc2InstanceWithFindings: { EbsVolumes: on('EBS_MALWARE_PROTECTION') } },
    },
    Features: OrganizationFeatures.filter(({ name }) => name in configuration.features).map(
      ({ name, additional }) => ({
        Name: name,
        AutoEnable: of(name),
        ...(additional.length > 0 && {
          AdditionalConfiguration: additional.map((setting) => ({
            Name: setting,
            AutoEnable: configuration.features[name]?.additional[setting]?.autoEnable ?? 'NONE',
          })),
        }),
      }),
    ) as DescribeOrganizationConfigurationResponse['Features'],
  };
}

/** One setting of a request, checked. */
interface Setting {
  readonly feature: string;
  readonly additional?: string;
  readonly autoEnable: AutoEnable;
}

function readFeatures(input: UpdateOrganizationConfigurationRequest, region: string): Setting[] {
  assertNotBothRuntimes((input.Features ?? []).map((feature) => feature.Name));
  return (input.Features ?? []).flatMap((feature): Setting[] => {
    const definition = OrganizationFeatures.find((one) => one.name === feature.Name);
    if (!definition || !isOffered(definition, region)) throw invalidValue();
    const autoEnable = readAutoEnable(feature.AutoEnable);
    const additional = (feature.AdditionalConfiguration ?? []).map(({ Name, AutoEnable }) => {
      const value = readAutoEnable(AutoEnable);
      if (Name === undefined || !definition.additional.includes(Name) || value === undefined)
        throw invalidValue();
      return { feature: definition.name, additional: Name, autoEnable: value };
    });
    return [...(autoEnable === undefined ? [] : [{ feature: definition.name, autoEnable }]), ...additional];
  });
}

function readDataSources(input: UpdateOrganizationConfigurationRequest): Setting[] {
  const pairs: [string, boolean | undefined][] = [
    ['S3_DATA_EVENTS', input.DataSources?.S3Logs?.AutoEnable],
    ['EKS_AUDIT_LOGS', input.DataSources?.Kubernetes?.AuditLogs?.AutoEnable],
    [
      'EBS_MALWARE_PROTECTION',
      input.DataSources?.MalwareProtection?.ScanEc2InstanceWithFindings?.EbsVolumes?.AutoEnable,
    ],
  ];
  return pairs.flatMap(([feature, on]) =>
    on === undefined ? [] : [{ feature, autoEnable: on ? 'NEW' : 'NONE' } satisfies Setting],
  );
}

/** Sets a value, with a new time only when it changes: the delay runs from the change. */
function put(target: { autoEnable: AutoEnable; since: string }, autoEnable: AutoEnable, at: string): void {
  if (target.autoEnable === autoEnable) return;
  target.autoEnable = autoEnable;
  target.since = at;
}

/**
 * Says what members get by themselves. One of `AutoEnableOrganizationMembers` and the older `AutoEnable`
 * has to be given. What it brings about comes with a delay.
 * https://docs.aws.amazon.com/guardduty/latest/APIReference/API_UpdateOrganizationConfiguration.html
 */
export async function updateOrganizationConfiguration(
  call: Call,
  sandbox: SandboxContext,
): Promise<UpdateOrganizationConfigurationResponse> {
  const input = call.input as unknown as UpdateOrganizationConfigurationRequest;
  const { region } = await ownDetector(call, sandbox);
  const configuration = configurationOf(region, call.caller.accountId);
  const members = readAutoEnable(input.AutoEnableOrganizationMembers);
  if ((members === undefined) === (input.AutoEnable === undefined)) throw invalidValue();
  const settings = [...readFeatures(input, call.region), ...readDataSources(input)];

  const at = sandbox.clock.now().toISOString();
  put(configuration, members ?? (input.AutoEnable ? 'NEW' : 'NONE'), at);
  for (const setting of settings) {
    const feature = configuration.features[setting.feature];
    const target = setting.additional === undefined ? feature : feature?.additional[setting.additional];
    if (target) put(target, setting.autoEnable, at);
  }
  await settle(sandbox, call.region);
  return {};
}

function countEnabled(detectors: readonly Detector[], feature: string, additional?: string): number {
  return detectors.filter((detector) => {
    const state = detector.features[feature];
    return (additional === undefined ? state : state?.additional[additional])?.status === 'ENABLED';
  }).length;
}

/**
 * How many accounts have what. AWS works this out once a day; here it is of now.
 * https://docs.aws.amazon.com/guardduty/latest/APIReference/API_GetOrganizationStatistics.html
 */
export async function getOrganizationStatistics(
  call: Call,
  sandbox: SandboxContext,
): Promise<GetOrganizationStatisticsResponse> {
  const region = await settle(sandbox, call.region);
  const administratorId = region.administrator?.accountId;
  if (administratorId === undefined || administratorId !== call.caller.accountId) {
    throw badRequest(Message.notDelegatedAdministrator);
  }
  const members = Object.values(region.members[administratorId] ?? {});
  const associated = members.filter(isAssociated);
  const enabled = [administratorId, ...associated.map((member) => member.accountId)]
    .map((accountId) => region.detectors[accountId])
    .filter((detector) => detector !== undefined)
    .filter((detector) => detector.status === 'ENABLED');
  return {
    OrganizationDetails: {
      UpdatedAt: sandbox.clock.now(),
      OrganizationStatistics: {
        TotalAccountsCount: sandbox.organization.accounts().length,
        MemberAccountsCount: members.length,
        ActiveAccountsCount: associated.length,
        EnabledAccountsCount: enabled.length,
        CountByFeature: OrganizationFeatures.map(({ name, additional }) => ({
          Name: name,
          EnabledAccountsCount: countEnabled(enabled, name),
          ...(additional.length > 0 && {
            AdditionalConfiguration: additional.map((setting) => ({
              Name: setting,
              EnabledAccountsCount: countEnabled(enabled, name, setting),
            })),
          }),
        })) as never,
      },
    },
  };
}
