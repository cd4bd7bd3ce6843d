import { folderOf, isOfFolder, type LogPlace, timeOfLogFile } from './log-place.ts';
import type { LogStore } from './log-store.ts';
import { objectOf } from './verify-digest.ts';

/** A log file where it lies. */
export interface ListedLogFile {
  readonly bucket: string;
  readonly key: string;
}

/** Whose log files are listed, of which time. */
export interface LogFileListing {
  readonly accountIds: readonly string[];
  readonly regions: readonly string[];
  readonly places: readonly LogPlace[];
  /** Delivered from then on, inclusive. */
  readonly from: Date;
  /** Exclusive. */
  readonly to: Date;
}

const day = 86_400_000;

/** What lies in the folders of a time, whether a digest names it or not. A name that is no log file's is given as `other`. */
export async function* listLogFiles(
  { accountIds, regions, places, from, to }: LogFileListing,
  store: LogStore,
): AsyncGenerator<{ readonly file: ListedLogFile } | { readonly other: string }, void, undefined> {
  for (const place of places) {
    for (const accountId of accountIds) {
      for (const region of regions) {
        for (let date = Math.floor(from.getTime() / day) * day; date < to.getTime(); date += day) {
          const dated = new Date(date);
          const folder = folderOf(place, 'CloudTrail', accountId, region, dated);
          for await (const key of store.list(place.bucket, folder)) {
            const file = { bucket: place.bucket, key };
            const time = timeOfLogFile(key);
            if (time === null || !isOfFolder(time.getTime(), dated)) yield { other: objectOf(file) };
            else if (time >= from && time < to) yield { file };
          }
        }
      }
    }
  }
}
