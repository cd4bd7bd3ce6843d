import { folderOf, isOfFolder, type LogPlace, timeOfLogFile } from './log-place.ts';
import { listInto, type LogStore } from './log-store.ts';
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

/** Something in a folder of log files that cannot be read as one: an object, or the folder itself where it cannot be listed. */
export interface UnusableObject {
  /** `bucket/key` */
  readonly other: string;
  readonly because: string;
}

/** What lies in the folders of a time, whether a digest names it or not. */
export async function* listLogFiles(
  { accountIds, regions, places, from, to }: LogFileListing,
  store: LogStore,
): AsyncGenerator<{ readonly file: ListedLogFile } | UnusableObject, void, undefined> {
  for (const place of places) {
    for (const accountId of accountIds) {
      for (const region of regions) {
        for (let date = Math.floor(from.getTime() / day) * day; date < to.getTime(); date += day) {
          const dated = new Date(date);
          const folder = folderOf(place, 'CloudTrail', accountId, region, dated);
          const keys: string[] = [];
          const failure = await listInto(store, place.bucket, folder, (key) => keys.push(key));
          for (const key of keys) {
            const file = { bucket: place.bucket, key };
            const time = timeOfLogFile(key);
            if (time === null || !isOfFolder(time.getTime(), dated))
              yield { other: objectOf(file), because: 'its name is not that of a log file of this day' };
            else if (time >= from && time < to) yield { file };
          }
          if (failure !== null)
            yield {
              other: objectOf({ bucket: place.bucket, key: folder }),
              because: `it could not be listed: ${failure}`,
            };
        }
      }
    }
  }
}
