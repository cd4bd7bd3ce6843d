import {
  DescribeOrganizationConfigurationCommand,
  GuardDutyClient,
  paginateListOrganizationAdminAccounts,
  type Member as SdkMember,
} from '@aws-sdk/client-guardduty';
import {
  type AdministratorDetector,
  type AutoEnable,
  type DetectionOrganization,
  type Detector,
  type DetectorFeatures,
  type Fact,
  isUnknown,
  type Unknown,
} from '@trailguard/controls';
import { callsIn } from './collected-call.ts';
import { readAdministratorDetector } from './guardduty-administrator.ts';
import { askForDetector, detectorFrom } from './guardduty-detector.ts';
import { featuresOf, readMemberFeatures } from './guardduty-features.ts';
import { listCalls } from './guardduty-lists.ts';
import { isAssociated, type ListedMembers, readMembers } from './guardduty-members.ts';
import { allPages } from './pages.ts';
import { field, mapFact, type Reader } from './reader.ts';

/** Calls of this collector. */
export const calls = [
  ...callsIn('every account', 'guardduty:GetDetector', 'guardduty:ListDetectors'),
  ...callsIn('management account', 'guardduty:ListOrganizationAdminAccounts'),
  ...callsIn(
    'administrator of GuardDuty',
    'guardduty:DescribeOrganizationConfiguration',
    'guardduty:DescribePublishingDestination',
    'guardduty:GetCoverageStatistics',
    'guardduty:GetFilter',
    'guardduty:GetFindings',
    'guardduty:GetMalwareScanSettings',
    'guardduty:GetMemberDetectors',
    'guardduty:GetMembers',
    'guardduty:ListCoverage',
    'guardduty:ListFilters',
    'guardduty:ListFindings',
    'guardduty:ListMembers',
    'guardduty:ListPublishingDestinations',
    ...listCalls,
  ),
  { call: 's3:ListObjectsV2', action: 's3:ListBucket', where: 'administrator of GuardDuty' as const },
];

/** Accounts that have to do with GuardDuty's organization settings. */
export interface DetectionAccounts {
  readonly managementAccountId: string;
  /** Asked for the settings while nobody says who the administrator is. */
  readonly securityAccountId: string;
}

/** GuardDuty in one Region, as whoever runs it there tells. */
export interface ReadDetection {
  readonly organization: DetectionOrganization;
  readonly administrator: AdministratorDetector;
  /** Detectors of the members that belong to the administrator, by account. */
  readonly memberDetectors: ReadonlyMap<string, Detector>;
}

/**
 * GuardDuty in one region: who administers it, as the management account says, and what that administrator has set
 * for itself and for all members.
 * @param only accounts that are judged, of whose membership the administrator is asked; all members when left out.
 */
export async function readDetection(
  reader: Reader,
  { managementAccountId, securityAccountId }: DetectionAccounts,
  region: string,
  only?: readonly string[],
): Promise<ReadDetection> {
  const designated = await readAdministrator(reader, managementAccountId, region);
  const administrator = mapFact(designated, ({ enabled }) => enabled);
  const asked = isUnknown(administrator) ? securityAccountId : administrator;
  const place = `${asked ?? managementAccountId}/${region}`;
  const reading =
    asked === null
      ? { accountId: managementAccountId, region, id: null, got: null }
      : await askForDetector(reader, asked, region);
  const [settings, detector] = await Promise.all([
    asked === null ? noSettings : readSettings(reader, asked, region, reading.id, only),
    readAdministratorDetector(reader, reading),
  ]);
  const organization: DetectionOrganization = {
    region,
    administratorAccountId: administrator,
    leavingAdministratorAccountId: mapFact(designated, ({ leaving }) => leaving),
    ...settings.shown,
    usesDataSources: null,
    observation: {
      arn: place,
      calls: {
        administratorAccountId: 'guardduty:ListOrganizationAdminAccounts',
        autoEnable: 'guardduty:DescribeOrganizationConfiguration',
        features: 'guardduty:DescribeOrganizationConfiguration',
        memberLimitReached: 'guardduty:DescribeOrganizationConfiguration',
        members: settings.memberCall,
        memberFeatures: 'guardduty:GetMemberDetectors',
      },
      at: reader.clock.latest ?? '',
    },
  };
  const features = new Map(settings.shown.memberFeatures.items.map((one) => [one.accountId, one.features]));
  const memberDetectors = new Map(
    settings.listed.flatMap((member) =>
      memberDetector(organization, settings.memberCall, member, features.get(member.AccountId ?? '')),
    ),
  );
  if (asked !== null) memberDetectors.set(asked, detectorFrom(reader, reading));
  return { organization, administrator: detector, memberDetectors };
}

/** The detector of an account that runs GuardDuty for itself. */
export async function readStandaloneDetector(
  reader: Reader,
  accountId: string,
  region: string,
): Promise<AdministratorDetector> {
  return readAdministratorDetector(reader, await askForDetector(reader, accountId, region));
}

interface Designated {
  readonly enabled: string | null;
  readonly leaving: string | null;
}

async function readAdministrator(
  reader: Reader,
  accountId: string,
  region: string,
): Promise<Fact<Designated>> {
  const client = reader.client(GuardDutyClient, accountId, region);
  return reader.ask(
    `guardduty:ListOrganizationAdminAccounts in ${accountId}/${region}`,
    async (options): Promise<Designated> => {
      const pages = await allPages(paginateListOrganizationAdminAccounts({ client }, {}, options));
      const accounts = pages.flatMap(({ AdminAccounts }) => AdminAccounts ?? []);
      const of = (status: string) =>
        accounts.find(({ AdminStatus }) => AdminStatus === status)?.AdminAccountId ?? null;
      return { enabled: of('ENABLED'), leaving: of('DISABLE_IN_PROGRESS') };
    },
  );
}

type Shown = Pick<
  DetectionOrganization,
  'autoEnable' | 'memberLimitReached' | 'features' | 'members' | 'memberFeatures'
>;
interface Settings {
  readonly shown: Shown;
  readonly listed: readonly SdkMember[];
  /** Call that tells the members. */
  readonly memberCall: ListedMembers['call'];
}

/** Without an administrator nothing is set. */
const noSettings: Settings = {
  shown: {
    autoEnable: null,
    memberLimitReached: null,
    features: { items: [], complete: true },
    members: null,
    memberFeatures: { items: [], complete: true },
  },
  listed: [],
  memberCall: 'guardduty:ListMembers',
};

function hiddenSettings(because: Unknown): Settings {
  const unread = { items: [], complete: because };
  const shown = { autoEnable: because, memberLimitReached: because, members: because };
  return { ...noSettings, shown: { ...shown, features: unread, memberFeatures: unread } };
}

async function readSettings(
  reader: Reader,
  accountId: string,
  region: string,
  id: Fact<string>,
  only: readonly string[] | undefined,
): Promise<Settings> {
  if (id === null) return noSettings;
  if (isUnknown(id)) return hiddenSettings(id);
  const client = reader.client(GuardDutyClient, accountId, region);
  const where = `in ${accountId}/${region}`;
  const call = 'guardduty:DescribeOrganizationConfiguration';
  const [configuration, { listed, call: memberCall }] = await Promise.all([
    reader.ask(`${call} ${where}`, (options) =>
      client.send(new DescribeOrganizationConfigurationCommand({ DetectorId: id }), options),
    ),
    readMembers(reader, { client, accountId, DetectorId: id, where }, only),
  ]);
  const members = listed === null || isUnknown(listed) ? [] : listed;
  const accountIds = members.filter(isAssociated).map(({ AccountId }) => AccountId as string);
  const memberFeatures = await readMemberFeatures(reader, client, id, where, accountIds);
  return {
    shown: {
      autoEnable: mapFact(configuration, (answer) => answer.AutoEnableOrganizationMembers ?? null),
      memberLimitReached: mapFact(configuration, (answer) =>
        field(answer.MemberAccountLimitReached, call, 'MemberAccountLimitReached'),
      ),
      features:
        configuration === null || isUnknown(configuration)
          ? { items: [], complete: configuration ?? true }
          : featuresOf<AutoEnable>(configuration.Features, call),
      members: mapFact(listed, (found) =>
        found.map(({ AccountId, RelationshipStatus }) => ({
          accountId: AccountId as string,
          status: field(RelationshipStatus, memberCall, 'RelationshipStatus'),
        })),
      ),
      memberFeatures: isUnknown(listed) ? { ...memberFeatures, complete: listed } : memberFeatures,
    },
    listed: members,
    memberCall,
  };
}

/** The detector of a member, so that the member itself need not be asked. */
function memberDetector(
  { region, memberFeatures, observation }: DetectionOrganization,
  memberCall: ListedMembers['call'],
  member: SdkMember,
  features: DetectorFeatures | undefined,
): readonly (readonly [string, Detector])[] {
  const { AccountId: accountId, DetectorId: id, RelationshipStatus } = member;
  if (!isAssociated(member) || accountId === undefined || id === undefined || id === '') return [];
  const detector: Detector = {
    accountId,
    region,
    id,
    enabled: RelationshipStatus === 'Enabled',
    features: features ?? { items: [], complete: memberFeatures.complete },
    observation: {
      arn: `${accountId}/${String(region)}/${id}`,
      calls: {
        id: memberCall,
        enabled: memberCall,
        features: 'guardduty:GetMemberDetectors',
      },
      ...(observation.at === undefined ? {} : { at: observation.at }),
    },
  };
  return [[accountId, detector]];
}
