import { dnsSuffixOf, partitionOf } from '../partition.ts';
import type { PolicyStatement } from '../policy-document.ts';

/** What an investigator reaches. */
export interface Investigated {
  readonly region: string;
  readonly accountId: string;
  /** Buckets of log files and findings, of the log archive. */
  readonly archiveBucketNames: readonly string[];
  readonly databaseName: string;
  readonly workgroupName: string;
  readonly resultsBucketName: string;
}

/**
 * Asks the log files by Athena in one workgroup, reads them and the findings; changes nothing but the results of queries.
 * @see https://docs.aws.amazon.com/athena/latest/ug/managed-policies.html
 */
export function investigatorStatements(investigated: Investigated): PolicyStatement[] {
  const { region, accountId, archiveBucketNames, databaseName } = investigated;
  const partition = partitionOf(region);
  const regional = (service: string, resource: string) =>
    `arn:${partition}:${service}:${region}:${accountId}:${resource}`;
  const buckets = archiveBucketNames.map((name) => `arn:${partition}:s3:::${name}`);
  const results = `arn:${partition}:s3:::${investigated.resultsBucketName}`;
  return [
    {
      Sid: 'AskInOneWorkgroup',
      Effect: 'Allow',
      Action: [
        'athena:BatchGetNamedQuery',
        'athena:BatchGetQueryExecution',
        'athena:GetNamedQuery',
        'athena:GetQueryExecution',
        'athena:GetQueryResults',
        'athena:GetQueryRuntimeStatistics',
        'athena:GetWorkGroup',
        'athena:ListNamedQueries',
        'athena:ListQueryExecutions',
        'athena:StartQueryExecution',
        'athena:StopQueryExecution',
      ],
      Resource: regional('athena', `workgroup/${investigated.workgroupName}`),
    },
    {
      // Neither knows resources.
      Sid: 'ListWorkgroups',
      Effect: 'Allow',
      Action: ['athena:ListDataCatalogs', 'athena:ListWorkGroups'],
      Resource: '*',
    },
    {
      Sid: 'ReadTheTable',
      Effect: 'Allow',
      Action: [
        'glue:GetDatabase',
        'glue:GetDatabases',
        'glue:GetPartitions',
        'glue:GetTable',
        'glue:GetTables',
      ],
      Resource: [
        regional('glue', 'catalog'),
        regional('glue', `database/${databaseName}`),
        regional('glue', `table/${databaseName}/*`),
      ],
    },
    {
      Sid: 'ListTheArchive',
      Effect: 'Allow',
      Action: ['s3:GetBucketLocation', 's3:ListBucket'],
      Resource: [...buckets, results],
    },
    {
      Sid: 'ReadTheArchive',
      Effect: 'Allow',
      Action: 's3:GetObject',
      Resource: buckets.map((bucket) => `${bucket}/*`),
    },
    {
      Sid: 'KeepResults',
      Effect: 'Allow',
      Action: ['s3:AbortMultipartUpload', 's3:GetObject', 's3:ListMultipartUploadParts', 's3:PutObject'],
      Resource: `${results}/*`,
    },
    {
      // Keys are told apart by their own policies: those of the archive and of the results name this role.
      Sid: 'UseKeysThroughS3',
      Effect: 'Allow',
      Action: ['kms:Decrypt', 'kms:GenerateDataKey'],
      Resource: '*',
      Condition: { StringEquals: { 'kms:ViaService': `s3.${region}.${dnsSuffixOf(region)}` } },
    },
    readFindings,
  ];
}

/** Findings, and what is recorded and watched; no data. */
export const readFindings: PolicyStatement = {
  Sid: 'ReadFindings',
  Effect: 'Allow',
  Action: [
    'access-analyzer:GetFindingV2',
    'access-analyzer:ListAnalyzers',
    'access-analyzer:ListFindingsV2',
    'cloudtrail:DescribeTrails',
    'cloudtrail:GetEventSelectors',
    'cloudtrail:GetInsightSelectors',
    'cloudtrail:GetTrail',
    'cloudtrail:GetTrailStatus',
    'cloudtrail:ListPublicKeys',
    'cloudtrail:ListTrails',
    'cloudtrail:LookupEvents',
    'cloudwatch:DescribeAlarmHistory',
    'cloudwatch:DescribeAlarms',
    'cloudwatch:GetDashboard',
    'cloudwatch:GetMetricData',
    'cloudwatch:ListDashboards',
    'guardduty:GetDetector',
    'guardduty:GetFilter',
    'guardduty:GetFindings',
    'guardduty:GetFindingsStatistics',
    'guardduty:ListDetectors',
    'guardduty:ListFilters',
    'guardduty:ListFindings',
    'guardduty:ListMembers',
    'securityhub:GetFindings',
    'securityhub:ListMembers',
  ],
  Resource: '*',
};
