import { FolderRecord, type RecordReader, S3Record } from '@trailguard/incidents';

/** The record at a place. @throws when the place names no bucket. */
export function openRecord(place: string): RecordReader {
  return place.startsWith('s3://') ? openBucket(place) : new FolderRecord(place);
}

/** The record in its bucket, where people may write beside it. @throws when it is a folder. */
export function openBucket(place: string): S3Record {
  const bucket = /^s3:\/\/([a-z0-9.-]{3,63})\/?$/.exec(place)?.[1];
  if (bucket === undefined) {
    throw new Error(
      `${place} is no bucket of a record; it is like s3://trailguard-incidents-333333333333-us-east-1`,
    );
  }
  return new S3Record(bucket);
}
