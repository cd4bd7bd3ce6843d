import { partitionOf } from '../partition.ts';

/** What the names of investigations derive from. */
export interface InvestigationSettings {
  /** Account that asks: the security account, 12 digits. */
  readonly securityAccountId: string;
  /** Region of the log bucket: queries are asked where the files are. */
  readonly homeRegion: string;
  /** Start of every name, 2 to 21 characters: lower-case letters, digits and hyphens. */
  readonly namePrefix: string;
}

/** Names of what investigations are made with, in the security account. */
export interface InvestigationNames {
  /** Database of the Data Catalog; Athena takes no hyphens in it. */
  readonly databaseName: string;
  /** Table over the log files. */
  readonly tableName: string;
  readonly workgroupName: string;
  readonly workgroupArn: string;
  /** Bucket of the results. */
  readonly resultsBucketName: string;
  readonly resultsBucketArn: string;
  /** Alias of the results' key, `alias/…`. */
  readonly resultsKeyAlias: string;
}

/** Derives the names of investigations, so that roles know them before anything exists. */
export function investigationNames({
  securityAccountId,
  homeRegion,
  namePrefix,
}: InvestigationSettings): InvestigationNames {
  const partition = partitionOf(homeRegion);
  const workgroupName = `${namePrefix}-investigation`;
  const resultsBucketName = `${namePrefix}-query-results-${securityAccountId}-${homeRegion}`;
  return {
    databaseName: `${namePrefix.replaceAll('-', '_')}_logs`,
    tableName: 'cloudtrail',
    workgroupName,
    workgroupArn: `arn:${partition}:athena:${homeRegion}:${securityAccountId}:workgroup/${workgroupName}`,
    resultsBucketName,
    resultsBucketArn: `arn:${partition}:s3:::${resultsBucketName}`,
    resultsKeyAlias: `alias/${namePrefix}-query-results`,
  };
}
