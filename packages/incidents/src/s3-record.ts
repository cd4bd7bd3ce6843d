import {
  GetObjectCommand,
  ListObjectVersionsCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { IncidentsPrefix } from './places.ts';
import type { RecordStore } from './record-store.ts';
import type { FoundEntry } from './verify-incident.ts';

/** An object and who S3 says wrote it when. */
export interface FoundObject {
  readonly text: string;
  readonly lastModified: Date;
}

/**
 * The record in its bucket.
 *
 * Reads list the versions of objects: what was written over or deleted under a lock in GOVERNANCE mode, or before the lock, is
 * seen although the newest version looks whole.
 */
export class S3Record implements RecordStore {
  readonly name: string;
  readonly #bucket: string;
  readonly #s3: S3Client;
  #now: Date | undefined;

  constructor(bucket: string, s3: S3Client = new S3Client({})) {
    this.name = `s3://${bucket}`;
    this.#bucket = bucket;
    this.#s3 = s3;
    // Times are AWS's: a machine's own clock proves nothing, and nobody promises that it is right.
    s3.middlewareStack.add(
      (next) => async (args) => {
        const answer = await next(args);
        const date = (answer.response as { headers?: Record<string, string> }).headers?.date;
        if (date !== undefined) this.#now = new Date(date);
        return answer;
      },
      { step: 'deserialize', name: 'clockOfS3', override: true, priority: 'low' },
    );
  }

  now(): Date {
    if (this.#now === undefined) throw new Error(`${this.name} has not told its time yet`);
    return this.#now;
  }

  async incidents(): Promise<readonly string[]> {
    const found: string[] = [];
    let ContinuationToken: string | undefined;
    do {
      const page = await this.#s3.send(
        new ListObjectsV2Command({
          Bucket: this.#bucket,
          Prefix: IncidentsPrefix,
          Delimiter: '/',
          ...(ContinuationToken === undefined ? {} : { ContinuationToken }),
        }),
      );
      for (const { Prefix = '' } of page.CommonPrefixes ?? []) {
        found.push(Prefix.slice(IncidentsPrefix.length, -1));
      }
      ContinuationToken = page.NextContinuationToken;
    } while (ContinuationToken !== undefined);
    return found.sort();
  }

  async read(incident: string): Promise<readonly FoundEntry[]> {
    const versions = await this.#versions(`${IncidentsPrefix}${incident}/`);
    const found: FoundEntry[] = [];
    for (const [key, { first, count }] of versions) {
      // The first version is what was written; a later one is told, and not believed.
      found.push({ key, text: (await this.object(key, first)).text, versions: count });
    }
    return found;
  }

  /** @throws as S3 does, `NoSuchKey` or `NoSuchVersion` where there is none. */
  async object(key: string, versionId?: string): Promise<FoundObject> {
    const answer = await this.#s3.send(
      new GetObjectCommand({
        Bucket: this.#bucket,
        Key: key,
        ...(versionId === undefined ? {} : { VersionId: versionId }),
      }),
    );
    return {
      text: (await answer.Body?.transformToString()) ?? '',
      lastModified: answer.LastModified ?? new Date(Number.NaN),
    };
  }

  async writeOnce(key: string, text: string): Promise<{ versionId: string } | undefined> {
    try {
      const { VersionId: versionId = '' } = await this.#s3.send(
        new PutObjectCommand({
          Bucket: this.#bucket,
          Key: key,
          Body: text,
          ContentType: 'application/json',
          IfNoneMatch: '*',
        }),
      );
      return { versionId };
    } catch (error) {
      // https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html
      if (['PreconditionFailed', 'ConditionalRequestConflict'].includes((error as Error).name))
        return undefined;
      throw error;
    }
  }

  /** Oldest version and number of versions of each object, markers of deletions included. */
  async #versions(prefix: string): Promise<Map<string, { first: string; count: number }>> {
    const found = new Map<string, { first: string; at: number; count: number }>();
    let markers: { KeyMarker?: string; VersionIdMarker?: string } | undefined = {};
    while (markers !== undefined) {
      const page: Awaited<ReturnType<typeof this.listVersions>> = await this.listVersions(prefix, markers);
      for (const { Key = '', VersionId = '', LastModified } of [
        ...(page.Versions ?? []),
        ...(page.DeleteMarkers ?? []),
      ]) {
        const at = LastModified?.getTime() ?? 0;
        const known = found.get(Key);
        const isMarker = page.DeleteMarkers?.some(
          (marker) => marker.VersionId === VersionId && marker.Key === Key,
        );
        // S3 lists the newest first, so of two of one second the later in the list is the older.
        const isOlder = known === undefined || at <= known.at;
        found.set(Key, {
          first: isOlder && !isMarker ? VersionId : (known?.first ?? ''),
          at: isOlder && !isMarker ? at : (known?.at ?? Number.POSITIVE_INFINITY),
          count: (known?.count ?? 0) + 1,
        });
      }
      markers = page.IsTruncated
        ? {
            ...(page.NextKeyMarker === undefined ? {} : { KeyMarker: page.NextKeyMarker }),
            ...(page.NextVersionIdMarker === undefined ? {} : { VersionIdMarker: page.NextVersionIdMarker }),
          }
        : undefined;
    }
    // Where the marker alone is left, the entry is gone: as a place that was never written it is found missing.
    for (const [key, { first }] of found) if (first === '') found.delete(key);
    return found;
  }

  private listVersions(Prefix: string, markers: { KeyMarker?: string; VersionIdMarker?: string }) {
    return this.#s3.send(new ListObjectVersionsCommand({ Bucket: this.#bucket, Prefix, ...markers }));
  }
}
