import { defaultRegions } from '@trailguard/controls/test';
import type { AuditedOrganization } from '../../src/index.ts';

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
