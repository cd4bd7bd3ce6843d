import {
  type ExpectedAccount,
  findTrail,
  type KeyDescription,
  type LogPlace,
  type StoreDescription,
} from '@trailguard/audit/integrity';
import { placeOf } from '@trailguard/audit/integrity/place';
import { readInput } from '../read-inputs.ts';
import type { LogFlags } from './log-options.ts';

/** Which logs are read, from the options or from AWS. */
export interface LogsToRead {
  /** Where the trail delivers, and where it did before. */
  readonly places: readonly LogPlace[];
  readonly accounts: readonly ExpectedAccount[];
  readonly regions: readonly string[];
  readonly from: Date;
  readonly to: Date;
  /** By AWS's clock where AWS was asked. */
  readonly asOf: Date;
  readonly store: StoreDescription;
}

/**
 * Finds out which logs the options mean.
 *
 * @throws Error when an option is missing, or AWS does not answer.
 */
export async function logsToRead(flags: LogFlags): Promise<LogsToRead> {
  const { from } = flags;
  const store = storeOf(flags);
  const { places, ...subject } = await subjectOf(flags);
  const to = flags.to ?? subject.asOf;
  if (to <= from) throw new Error(`--to ${to.toISOString()} is not after --from ${from.toISOString()}`);
  const [{ organizationId = null } = {}] = places;
  const before = (flags.place ?? []).map((place) => ({ ...place, organizationId }));
  const all = [...places, ...before];
  if (store.kind === 'folder') refuseUncopied(all, store.folders);
  return { ...subject, places: all.filter(isFirst), from, to, store };
}

/**
 * Options, and in place of those that are not given what the organization's file says.
 *
 * @throws Error with all that is wrong with the file.
 */
export async function withOrganization<T extends LogFlags>(flags: T): Promise<T> {
  if (flags.organization === undefined) return flags;
  // It takes as long to load as a small bucket to verify.
  const { readOrganization } = await import('../organization.ts');
  const { audited, regions, formerLogPlaces } = await readOrganization(flags.organization);
  const before = formerLogPlaces.flatMap((text) => placeOf(text) ?? []);
  return {
    region: audited.homeRegion,
    ...(regions === undefined ? {} : { regions }),
    ...flags,
    place: [...(flags.place ?? []), ...before],
  };
}

/** A place that is named twice is one. */
const isFirst = (place: LogPlace, at: number, all: readonly LogPlace[]) =>
  all.findIndex(({ bucket, prefix }) => bucket === place.bucket && prefix === place.prefix) === at;

function refuseUncopied(places: readonly LogPlace[], folders: Readonly<Record<string, string>>): void {
  const missing = places.find(({ bucket }) => !Object.hasOwn(folders, bucket));
  if (missing !== undefined)
    throw new Error(
      `of the bucket ${missing.bucket} there is no copy: name it by --copy ${missing.bucket}=FOLDER`,
    );
}

async function subjectOf(flags: LogFlags): Promise<Omit<LogsToRead, 'from' | 'to' | 'store'>> {
  const { accounts, regions, bucket } = flags;
  if (bucket !== undefined) {
    if (accounts === undefined || regions === undefined)
      throw new Error('with --bucket, say by --accounts and --regions whose logs must be there');
    const place = { bucket, prefix: flags.prefix ?? null, organizationId: flags.organizationId ?? null };
    return { places: [place], accounts: accounts.map(accountOf), regions, asOf: new Date() };
  }
  const { place, ...trail } = await findTrail(flags.trail, regionOf(flags));
  return {
    places: [place],
    accounts: accounts === undefined ? trail.accounts : accounts.map(accountOf),
    regions: regions ?? trail.regions,
    asOf: trail.asOf,
  };
}

const accountOf = (accountId: string): ExpectedAccount => ({ accountId });

/** Where the logs are. @throws Error when an option is missing. */
export function storeOf(flags: LogFlags): StoreDescription {
  const { copy, bucket, readRole } = flags;
  if (copy === undefined)
    return { kind: 's3', region: regionOf(flags), ...(readRole === undefined ? {} : { roleArn: readRole }) };
  if (bucket === undefined)
    throw new Error('with --copy, name by --bucket the bucket that was copied: it is part of what is signed');
  return {
    kind: 'folder',
    folders: Object.fromEntries(copy.map(({ folder, bucket: of = bucket }) => [of, folder])),
  };
}

function regionOf({ region = process.env.AWS_REGION }: LogFlags): string {
  if (region !== undefined && region !== '') return region;
  throw new Error("no Region is set: name the trail's home by --region or AWS_REGION");
}

/** The keys that digests are verified by: those of a file, or what CloudTrail says. */
export async function keysOf({ keys: file }: LogFlags): Promise<KeyDescription> {
  if (file === undefined) return { kind: 'aws' };
  const { readKeyFile } = await import('@trailguard/audit/integrity/files');
  const { name, text } = await readInput(file);
  return { kind: 'saved', keys: readKeyFile(text, name) };
}
