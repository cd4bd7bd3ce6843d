import { partitionOf } from '../partition.ts';

/** What the names of threat detection derive from. */
export interface DetectionSettings {
  /** Account that keeps the log files and the findings, 12 digits. */
  readonly logArchiveAccountId: string;
  /** Account that administers threat detection, 12 digits. */
  readonly securityAccountId: string;
  /** Region of the buckets and the key. */
  readonly homeRegion: string;
  /** Start of every name, 2 to 21 characters: lower-case letters, digits and hyphens. */
  readonly namePrefix: string;
}

/** Names and ARNs of threat detection that two accounts must agree on. */
export interface DetectionNames {
  /** Bucket of the exported findings; in the log-archive account. */
  readonly findingsBucketName: string;
  readonly findingsBucketArn: string;
  /** Bucket of its access logs. */
  readonly findingsAccessLogBucketName: string;
  /** Alias of the findings' key, `alias/…`; in the log-archive account. */
  readonly findingsKeyAlias: string;
  readonly findingsKeyAliasArn: string;
  /** Bucket of threat lists; in the security account. */
  readonly threatListBucketName: string;
}

/** Derives the names of threat detection, so that the first preview of every stack knows them. */
export function detectionNames(settings: DetectionSettings): DetectionNames {
  const { logArchiveAccountId, securityAccountId, homeRegion, namePrefix } = settings;
  const partition = partitionOf(homeRegion);
  const findingsBucketName = `${namePrefix}-findings-${logArchiveAccountId}-${homeRegion}`;
  const findingsKeyAlias = `alias/${namePrefix}-findings`;
  return {
    findingsBucketName,
    findingsBucketArn: `arn:${partition}:s3:::${findingsBucketName}`,
    findingsAccessLogBucketName: `${namePrefix}-findings-logs-${logArchiveAccountId}-${homeRegion}`,
    findingsKeyAlias,
    findingsKeyAliasArn: `arn:${partition}:kms:${homeRegion}:${logArchiveAccountId}:${findingsKeyAlias}`,
    threatListBucketName: `${namePrefix}-threat-lists-${securityAccountId}-${homeRegion}`,
  };
}
