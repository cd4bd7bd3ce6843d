import type { FoundEntry } from './verify-incident.ts';

/** Where a record is read. */
export interface RecordReader {
  /** What messages call it. */
  readonly name: string;
  /** Ids of the incidents, in the order of their names. */
  incidents(): Promise<readonly string[]>;
  /** Everything under an incident's folder. */
  read(incident: string): Promise<readonly FoundEntry[]>;
}

/** Where a record is written, too. */
export interface RecordStore extends RecordReader {
  /** AWS's time at its last answer. @throws before there was one. */
  now(): Date;
  /**
   * Writes an object that is not there yet.
   * @returns its version, or nothing where somebody has taken the place.
   */
  writeOnce(key: string, text: string): Promise<{ versionId: string } | undefined>;
}
