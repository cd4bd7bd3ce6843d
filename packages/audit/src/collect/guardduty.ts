import {
  DescribeOrganizationConfigurationCommand,
  GetDetectorCommand,
  GuardDutyClient,
  ListDetectorsCommand,
  paginateListMembers,
  paginateListOrganizationAdminAccounts,
} from '@aws-sdk/client-guardduty';
import {
  type DetectionOrganization,
  type Detector,
  type Fact,
  isUnknown,
  type Member,
} from '@trailguard/controls';
import { callsIn } from './collected-call.ts';
import { type CallOptions, field, mapFact, type Reader } from './reader.ts';

/** Calls of this collector. */
export const calls = [
  ...callsIn('every account', 'guardduty:GetDetector', 'guardduty:ListDetectors'),
  ...callsIn('management account', 'guardduty:ListOrganizationAdminAccounts'),
  ...callsIn(
    'administrator of GuardDuty',
    'guardduty:DescribeOrganizationConfiguration',
    'guardduty:ListMembers',
  ),
];

function detectorId(reader: Reader, accountId: string, region: string): Promise<Fact<string>> {
  const client = reader.client(GuardDutyClient, accountId, region);
  return reader.ask<string | null>(`guardduty:ListDetectors in ${accountId}/${region}`, async (options) => {
    const { DetectorIds } = await client.send(new ListDetectorsCommand({}), options);
    return DetectorIds?.[0] ?? null;
  });
}

/** GuardDuty in one account and region. A region without a detector is a fact too: its id is `null`. */
export async function readDetector(reader: Reader, accountId: string, region: string): Promise<Detector> {
  const client = reader.client(GuardDutyClient, accountId, region);
  const id = await detectorId(reader, accountId, region);
  const got =
    id === null || isUnknown(id)
      ? id
      : await reader.ask(`guardduty:GetDetector for ${id} in ${accountId}/${region}`, (options) =>
          client.send(new GetDetectorCommand({ DetectorId: id }), options),
        );
  return {
    accountId,
    region,
    id,
    enabled: mapFact(got, ({ Status }) =>
      mapFact(field(Status, 'guardduty:GetDetector', 'Status'), (status) => status === 'ENABLED'),
    ),
    features: mapFact(got, ({ Features }) =>
      Object.fromEntries((Features ?? []).map(({ Name, Status }) => [Name ?? '', Status === 'ENABLED'])),
    ),
    observation: {
      arn: `${accountId}/${region}${typeof id === 'string' ? `/${id}` : ''}`,
      calls: {
        id: 'guardduty:ListDetectors',
        enabled: 'guardduty:GetDetector',
        features: 'guardduty:GetDetector',
      },
      at: reader.clock.latest ?? '',
    },
  };
}

/** Accounts that have to do with GuardDuty's organization settings. */
export interface DetectionAccounts {
  readonly managementAccountId: string;
  /** Asked for the settings while nobody says who the administrator is. */
  readonly securityAccountId: string;
}

/**
 * GuardDuty's organization settings in one region: who administers them, as the management account says, and
 * what that administrator has set.
 */
export async function readDetectionOrganization(
  reader: Reader,
  { managementAccountId, securityAccountId }: DetectionAccounts,
  region: string,
): Promise<DetectionOrganization> {
  const administrator = await readAdministrator(reader, managementAccountId, region);
  const asked = isUnknown(administrator) ? securityAccountId : administrator;
  const settings = asked === null ? noSettings : await readSettings(reader, asked, region);
  return {
    region,
    administratorAccountId: administrator,
    ...settings,
    observation: {
      arn: `${asked ?? managementAccountId}/${region}`,
      calls: {
        administratorAccountId: 'guardduty:ListOrganizationAdminAccounts',
        autoEnable: 'guardduty:DescribeOrganizationConfiguration',
        memberLimitReached: 'guardduty:DescribeOrganizationConfiguration',
        members: 'guardduty:ListMembers',
      },
      at: reader.clock.latest ?? '',
    },
  };
}

function readAdministrator(reader: Reader, accountId: string, region: string): Promise<Fact<string>> {
  const client = reader.client(GuardDutyClient, accountId, region);
  return reader.ask<string | null>(
    `guardduty:ListOrganizationAdminAccounts in ${accountId}/${region}`,
    async (options) => {
      for await (const { AdminAccounts } of paginateListOrganizationAdminAccounts({ client }, {}, options)) {
        const enabled = AdminAccounts?.find(({ AdminStatus }) => AdminStatus === 'ENABLED');
        if (enabled?.AdminAccountId !== undefined) return enabled.AdminAccountId;
      }
      return null;
    },
  );
}

type Settings = Pick<DetectionOrganization, 'autoEnable' | 'memberLimitReached' | 'members'>;

/** Without an administrator nothing is set. */
const noSettings: Settings = { autoEnable: null, memberLimitReached: null, members: null };

async function readSettings(reader: Reader, accountId: string, region: string): Promise<Settings> {
  const client = reader.client(GuardDutyClient, accountId, region);
  const id = await detectorId(reader, accountId, region);
  if (id === null) return noSettings;
  if (isUnknown(id)) return { autoEnable: id, memberLimitReached: id, members: id };
  const where = `in ${accountId}/${region}`;
  const [configuration, members] = await Promise.all([
    reader.ask(`guardduty:DescribeOrganizationConfiguration ${where}`, (options) =>
      client.send(new DescribeOrganizationConfigurationCommand({ DetectorId: id }), options),
    ),
    reader.ask(`guardduty:ListMembers ${where}`, (options) => readMembers(client, id, options)),
  ]);
  return {
    autoEnable: mapFact(
      configuration,
      ({ AutoEnableOrganizationMembers }) => AutoEnableOrganizationMembers ?? null,
    ),
    memberLimitReached: mapFact(configuration, ({ MemberAccountLimitReached }) =>
      field(
        MemberAccountLimitReached,
        'guardduty:DescribeOrganizationConfiguration',
        'MemberAccountLimitReached',
      ),
    ),
    members,
  };
}

async function readMembers(
  client: GuardDutyClient,
  DetectorId: string,
  options: CallOptions,
): Promise<readonly Member[]> {
  const found: Member[] = [];
  // `false` also lists those that were removed or have resigned.
  const asked = { DetectorId, OnlyAssociated: 'false' };
  for await (const { Members } of paginateListMembers({ client }, asked, options)) {
    for (const { AccountId, RelationshipStatus } of Members ?? []) {
      if (AccountId === undefined) continue;
      const status = field(RelationshipStatus, 'guardduty:ListMembers', 'RelationshipStatus');
      found.push({ accountId: AccountId, status });
    }
  }
  return found;
}
