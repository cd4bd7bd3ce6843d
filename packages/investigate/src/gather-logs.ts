import { join } from 'node:path';
import {
  fileOfKey,
  type IntegrityFault,
  type KeyDescription,
  type ListedLogFile,
  listLogFiles,
  LogFilePool,
  openStore,
  type PlaceReport,
  type StoreDescription,
  type VerifyLogsOptions,
  verifyInThread,
} from '@trailguard/audit/integrity';
import type { UnreadFile } from './event-base.ts';
import type { LogFileOnDisk } from './log-file-on-disk.ts';

/** Log files on the disk, and what is known of them. */
export interface GatheredLogs {
  readonly files: readonly LogFileOnDisk[];
  /** What was left out. */
  readonly unread: readonly UnreadFile[];
  /** What is proven of each account and Region; `null` when nothing was verified. */
  readonly places: readonly PlaceReport[] | null;
}

/** Where log files are, and where they are put if they are not on the disk. */
export interface LogSource {
  readonly store: StoreDescription;
  /** Folder for files of S3. Those of a copy stay where they are. */
  readonly folder: string;
}

/** Files that are checked at once. */
const checkedAtOnce = 4_096;

/**
 * Verifies logs, and gathers the files that verified digests name and that are as they were delivered. Those of S3 are kept as they
 * were verified, so that nobody can change them in between.
 *
 * @param onPlace told of each account and Region when it is done.
 */
export async function gatherProvenLogs(
  options: VerifyLogsOptions,
  keys: KeyDescription,
  source: LogSource,
  onPlace: (report: PlaceReport) => void = () => {},
): Promise<GatheredLogs> {
  const proven = new Map<string, LogFileOnDisk>();
  const places: PlaceReport[] = [];
  const { store, folder } = source;
  const verification = verifyInThread(
    options,
    { store, keys, ...(store.kind === 's3' ? { keepIn: folder } : {}) },
    ({ s3Bucket: bucket, s3Object: key }) => {
      const file = onDisk(source, { bucket, key });
      proven.set(file.object, file);
    },
  );
  for await (const report of verification) {
    places.push(report);
    onPlace(report);
  }
  return {
    files: [...proven.values()],
    unread: places.flatMap(({ faults }) => faults).flatMap(leftOut),
    places,
  };
}

/** A fault of a log file: it is not read. */
function leftOut({ what, kind, object, because }: IntegrityFault): UnreadFile[] {
  return what === 'log file' && object !== null ? [{ object, because: `${kind}: ${because}` }] : [];
}

/** Gathers what lies in the folders of a time, whether CloudTrail delivered it or not; each file has to be one whole gzip file. */
export async function gatherLogs(
  { accounts, regions, places, from, to }: VerifyLogsOptions,
  source: LogSource,
): Promise<GatheredLogs> {
  const files: LogFileOnDisk[] = [];
  const unread: UnreadFile[] = [];
  await using store = await openStore(source.store);
  await using pool = new LogFilePool(store, source.store.kind === 's3' ? { keepIn: source.folder } : {});
  const check = async (some: readonly ListedLogFile[]) => {
    const faults = await pool.verify(
      some.map(({ bucket, key }) => ({ s3Bucket: bucket, s3Object: key, hashValue: null })),
    );
    some.forEach((file, at) => {
      const fault = faults[at];
      if (fault === null) files.push(onDisk(source, file));
      else
        unread.push({
          object: `${file.bucket}/${file.key}`,
          because: fault?.because ?? 'nothing was said of it',
        });
    });
  };
  let waiting: ListedLogFile[] = [];
  const listing = { accountIds: accounts.map(({ accountId }) => accountId), regions, places, from, to };
  for await (const found of listLogFiles(listing, store)) {
    if ('other' in found) unread.push({ object: found.other, because: found.because });
    else waiting.push(found.file);
    if (waiting.length >= checkedAtOnce) {
      await check(waiting);
      waiting = [];
    }
  }
  await check(waiting);
  return { files, unread, places: null };
}

function onDisk({ store, folder }: LogSource, { bucket, key }: ListedLogFile): LogFileOnDisk {
  const own = store.kind === 'folder' ? (store.folders[bucket] ?? '') : join(folder, bucket);
  return { path: fileOfKey(own, key), object: `${bucket}/${key}` };
}
