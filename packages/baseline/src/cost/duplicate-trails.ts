import { type CostEstimate, type CostOptions, estimateCost, type MonthlyVolumes } from './estimate-cost.ts';

/** What is known of a trail, as `aws cloudtrail describe-trails` tells it. */
export interface TrailDescription {
  /** ARN of the trail. */
  readonly arn: string;
  /** Region that the trail belongs to. */
  readonly homeRegion: string;
  readonly isMultiRegion: boolean;
  readonly isOrganization: boolean;
  /** Whether it records now. Default: not known, taken as yes. */
  readonly isLogging?: boolean;
  /** Whether it records management events that read, and that write. Default: not known, taken as yes and said. */
  readonly managementReads?: boolean;
  readonly managementWrites?: boolean;
}

/** Another trail that records management events which ours records too. */
export interface DuplicateTrail {
  readonly arn: string;
  /** Whose events are recorded twice. */
  readonly accounts: 'every account' | string;
  /** Where. */
  readonly regions: 'every region' | string;
  /** Which of them. */
  readonly events: 'reads and writes' | 'reads' | 'writes';
  /** False where something is not known: it may record them. */
  readonly isCertain: boolean;
}

/**
 * Which other trails record the same management events as one that records them all, for every account or its own, in
 * every region. AWS delivers the first copy free of charge and bills each further one; trails of data or network
 * activity events alone, stopped ones, and those of accounts that `ours` does not record duplicate nothing.
 * @param ours the trail to compare with, which records all management events of its accounts in every region.
 * @param others trails as any account sees them, shadows too; ours may be among them.
 */
export function duplicateTrails(
  ours: { readonly arn: string; readonly isOrganization: boolean },
  others: readonly TrailDescription[],
): DuplicateTrail[] {
  const distinct = new Map(others.map((trail) => [trail.arn, trail]));
  return [...distinct.values()]
    .filter(({ arn }) => arn !== ours.arn)
    .filter(({ arn }) => ours.isOrganization || ownerOf(arn) === ownerOf(ours.arn))
    .filter(({ isLogging }) => isLogging !== false)
    .flatMap((trail) => {
      const events = eventsOf(trail);
      if (events === undefined) return [];
      const isCertain =
        trail.isLogging === true &&
        trail.managementReads !== undefined &&
        trail.managementWrites !== undefined;
      return [
        {
          arn: trail.arn,
          // A member's trail records that member, and ours beside it.
          accounts: trail.isOrganization && ours.isOrganization ? 'every account' : ownerOf(trail.arn),
          regions: trail.isMultiRegion ? 'every region' : trail.homeRegion,
          events,
          isCertain,
        },
      ];
    })
    .sort((a, b) => a.arn.localeCompare(b.arn));
}

const ownerOf = (arn: string) => arn.split(':')[4] ?? '';

function eventsOf({
  managementReads = true,
  managementWrites = true,
}: TrailDescription): DuplicateTrail['events'] | undefined {
  if (managementReads && managementWrites) return 'reads and writes';
  if (managementReads) return 'reads';
  return managementWrites ? 'writes' : undefined;
}

/** A duplicate in one sentence, for a preview. */
export function describeDuplicate({ arn, accounts, regions, events, isCertain }: DuplicateTrail): string {
  const whose = accounts === 'every account' ? accounts : `account ${accounts}`;
  return `${arn} ${isCertain ? 'records' : 'may record'} management ${events} of ${whose} in ${regions}, which the organization trail records too`;
}

/**
 * What the second copy costs a month.
 * @param volumes of all accounts.
 * @returns `undefined` for a trail of one account, whose share of the volumes nobody has given.
 */
export function costOfDuplicate(
  { accounts, regions, events }: DuplicateTrail,
  volumes: readonly MonthlyVolumes[],
  options: Pick<CostOptions, 'accounts' | 'prices'> = {},
): CostEstimate | undefined {
  if (accounts !== 'every account') return undefined;
  const copied = volumes
    .filter(({ region }) => regions === 'every region' || regions === region)
    .map(({ region, managementReads, managementWrites }) => ({
      region,
      ...(events === 'writes'
        ? { managementReads: 0 }
        : managementReads === undefined
          ? {}
          : { managementReads }),
      ...(events === 'reads'
        ? { managementWrites: 0 }
        : managementWrites === undefined
          ? {}
          : { managementWrites }),
    }));
  return copied.length === 0 ? undefined : estimateCost(copied, { ...options, managementTrails: 2 });
}
