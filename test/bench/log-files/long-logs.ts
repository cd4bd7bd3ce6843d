import { createHash, randomBytes } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { copyFile, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import type { NamedLogFile } from '@trailguard/audit/integrity';

export const bucket = 'bench-long-logs';

/** Text that shrinks to a thousandth, as of somebody who wants a reader to run out of memory. */
const shrinking = Buffer.alloc(2 ** 20);
const shrinkingMegabytes = 1_024;
/** Text that does not shrink, so that the file itself is long. */
const incompressibleMegabytes = 64;

const copies = 4;

/** Writes log files of a gigabyte each and one that is long itself. @returns what a digest would say of them. */
export async function writeLongLogs(folder: string): Promise<NamedLogFile[]> {
  await mkdir(folder, { recursive: true });
  const first = await writeLog(folder, 'shrinking0', shrinkingMegabytes, () => shrinking);
  const others = Array.from({ length: copies - 1 }, (_, at) => ({
    ...first,
    s3Object: `shrinking${at + 1}`,
  }));
  for (const { s3Object } of others) await copyFile(join(folder, first.s3Object), join(folder, s3Object));
  const long = await writeLog(folder, 'incompressible', incompressibleMegabytes, () => randomBytes(2 ** 20));
  return [first, ...others, long];
}

async function writeLog(
  folder: string,
  s3Object: string,
  megabytes: number,
  piece: () => Buffer,
): Promise<NamedLogFile> {
  const sha256 = createHash('sha256');
  function* pieces() {
    for (let at = 0; at < megabytes; at += 1) {
      const text = piece();
      sha256.update(text);
      yield text;
    }
  }
  await pipeline(pieces, createGzip({ level: 1 }), createWriteStream(join(folder, s3Object)));
  return { s3Bucket: bucket, s3Object, hashValue: sha256.digest('hex') };
}
