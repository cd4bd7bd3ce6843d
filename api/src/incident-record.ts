import { S3Client } from '@aws-sdk/client-s3';
import { fromTemporaryCredentials } from '@aws-sdk/credential-providers';
import { FolderRecord, type RecordReader, S3Record } from '@trailguard/incidents';
import type { Config } from './config.ts';

/**
 * The record of incidents where the service was told that it is.
 * @param sessionName of the role that reads it; CloudTrail has it.
 * @returns nothing where the service was told of none.
 */
export function incidentRecord(
  { evidence, organization: { homeRegion: region } }: Pick<Config, 'evidence' | 'organization'>,
  sessionName: string,
): RecordReader | undefined {
  const { incidents: place, incidentReaderRole } = evidence;
  if (place === null) return undefined;
  if (!place.startsWith('s3://')) return new FolderRecord(place);
  const params = { RoleArn: incidentReaderRole ?? '', RoleSessionName: sessionName };
  const s3 = new S3Client({
    region,
    maxAttempts: 3,
    requestHandler: { connectionTimeout: 2_000, requestTimeout: 5_000 },
    ...(incidentReaderRole === null
      ? {}
      : { credentials: fromTemporaryCredentials({ params, clientConfig: { region } }) }),
  });
  return new S3Record(place.slice('s3://'.length).replace(/\/$/, ''), s3);
}
