import { closeSync, fstatSync, openSync, readSync } from 'node:fs';

/** A log file that can be read from the disk, and what it is evidence of. */
export interface LogFileOnDisk {
  /** Path on this machine. */
  readonly path: string;
  /** `bucket/key` */
  readonly object: string;
}

/**
 * Bytes of a gzip file's text, as its last four bytes say: true of a file that was uncompressed once, up to 4 GiB. RFC 1952.
 *
 * @throws when the file cannot be read.
 */
export function textLengthOf(path: string): number {
  const file = openSync(path, 'r');
  try {
    const { size } = fstatSync(file);
    const ends = Buffer.alloc(6);
    readSync(file, ends, 0, 2, 0);
    readSync(file, ends, 2, 4, Math.max(0, size - 4));
    if (size < 18 || ends.readUInt16BE() !== 0x1f8b) throw new Error('it is no gzip file');
    return ends.readUInt32LE(2);
  } finally {
    closeSync(file);
  }
}
