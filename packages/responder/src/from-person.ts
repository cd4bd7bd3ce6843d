import type { IncidentEntry, Person } from '@trailguard/incidents';

/** What a person wrote into the bucket, as it was found there. */
export interface FromPerson {
  readonly key: string;
  readonly versionId: string;
  /** Who wrote it, as S3 knows them: `AWS:AROA…:session`. */
  readonly principalId: string;
  readonly text: string;
  /** When S3 took it. */
  readonly at: Date;
}

/** Whether the record has an answer to it: S3 may tell of an object more than once. */
export function isAnsweredAlready(
  entries: readonly IncidentEntry[],
  { key, versionId }: FromPerson,
): boolean {
  return entries.some(
    ({ content }) =>
      'object' in content && content.object?.key === key && content.object.versionId === versionId,
  );
}

/**
 * Holds what somebody says of themselves to what S3 knows of them.
 * @throws Error when it is another.
 */
export function requireAuthor({ userId }: Person, principalId: string): void {
  if (principalId === `AWS:${userId}`) return;
  throw new Error(`${principalId} wrote it, and it says that it is of ${userId}`);
}
