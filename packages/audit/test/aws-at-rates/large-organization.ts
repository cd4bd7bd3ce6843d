import type { AuditedOrganization } from '../../src/index.ts';

/** Regions that every account has: those that are on without being asked for. */
export const defaultRegions: readonly string[] = [
  'us-east-1',
  'us-east-2',
  'us-west-1',
  'us-west-2',
  'ap-northeast-1',
  'ap-northeast-2',
  'ap-northeast-3',
  'ap-south-1',
  'ap-southeast-1',
  'ap-southeast-2',
  'ca-central-1',
  'eu-central-1',
  'eu-north-1',
  'eu-west-1',
  'eu-west-2',
  'eu-west-3',
  'sa-east-1',
];

/** An organization whose accounts are all alike, however many. */
export interface LargeOrganization {
  readonly audited: AuditedOrganization;
  readonly accountIds: readonly string[];
  readonly regions: readonly string[];
  readonly organizationId: string;
  readonly rootId: string;
  /** Ids of accounts by the unit that they are in. */
  readonly units: ReadonlyMap<string, readonly string[]>;
  readonly trailArn: string;
  readonly bucketName: string;
}

/** Accounts in an organizational unit. */
const unitSize = 100;

/**
 * Describes an organization of that size.
 * @param accounts its accounts, the three that run it among them; at least 3
 * @param regions the Regions of each; at most 17
 */
export function largeOrganization(accounts: number, regions: number): LargeOrganization {
  const idOf = (index: number) => String(100_000_000_001 + index);
  const accountIds = Array.from({ length: accounts }, (_, index) => idOf(index));
  const [managementAccountId = '', logArchiveAccountId = '', securityAccountId = ''] = accountIds;
  const homeRegion = 'us-east-1';
  const units = Map.groupBy(accountIds, (id) =>
    String(Math.floor(accountIds.indexOf(id) / unitSize)).padStart(8, '0'),
  );
  return {
    audited: { managementAccountId, logArchiveAccountId, securityAccountId, homeRegion },
    accountIds,
    regions: defaultRegions.slice(0, regions),
    organizationId: 'o-exampleorgid',
    rootId: 'r-root',
    units: new Map([...units].map(([unit, ids]) => [`ou-root-${unit}`, ids])),
    trailArn: `arn:aws:cloudtrail:${homeRegion}:${managementAccountId}:trail/trailguard`,
    bucketName: 'trailguard-logs',
  };
}
