import * as pulumi from '@pulumi/pulumi';
import { checkArguments } from '../check-arguments.ts';
import { aws } from '../aws.ts';
import { eventColumns, locationOf, partitionColumns, projectionOf } from './event-table.ts';
import { investigationNames } from './investigation-names.ts';
import { savedQueries } from './queries/index.ts';
import { QueryResults } from './query-results.ts';
import { descriptionOf, type QueriedTable, textOf } from './saved-query.ts';

/** Arguments of {@link TrailInvestigation}. */
export interface TrailInvestigationArgs {
  /** Start of every name. */
  namePrefix: string;
  /** Account that asks, 12 digits: the security account. */
  accountId: string;
  /** Region of the log bucket: Athena reads it there, without charge for the way. */
  region: string;
  /** Bucket of the organization's log files; its policy and key must admit `investigatorRoleArns` as readers. */
  logBucketName: string;
  /** Folder of the log files before `AWSLogs/`. Default: none. */
  keyPrefix?: string;
  /** Id of the organization, `o-…`. */
  organizationId: string;
  /** Regions that log files may be of. One that is missing is not found by any query: name all that AWS has. */
  regions: string[];
  /**
   * Accounts that log files may be of: one that is missing is not found by any query. Left out, each query names an account,
   * and no list has to follow the organization.
   */
  accountIds?: string[];
  /** First day with log files, YYYY-MM-DD. Default: 2020-01-01. */
  firstDay?: string;
  /** ARNs of the roles that ask. Default: none, so that nobody can. */
  investigatorRoleArns?: string[];
  /** Gigabytes that a query may read, from 1; at 5 USD a terabyte, the default of 100 costs 0.50 USD at most. */
  scanLimitGigabytes?: number;
  /** Days that results are kept. Default: 30. */
  resultDays?: number;
  /** Tags of the database and the workgroup. Default: none. */
  tags?: Record<string, string>;
}

const gigabyte = 1_000_000_000;

/**
 * What an investigation is made with: a table over the organization's log files that needs no upkeep, as Athena works its folders
 * out by itself; a workgroup whose settings nobody's client overrides, with a limit to what a query reads; a bucket
 * and a key of the results; and saved queries. Nothing is billed but what queries read (5 USD a terabyte) and the key, 1 USD a
 * month.
 *
 * The queries ask what `trailguard investigate` asks: that command proves the files first and reads them itself, Athena reads years
 * of them. A query ends with an error when it names neither days nor, without `accountIds`, an account.
 * @throws when a limit or a day is none.
 * @see https://docs.aws.amazon.com/athena/latest/ug/cloudtrail-logs.html
 */
export class TrailInvestigation extends pulumi.ComponentResource {
  /** Name of the workgroup. */
  readonly workgroupName: pulumi.Output<string>;
  /** `DATABASE.TABLE` of the events. */
  readonly tableName: pulumi.Output<string>;
  /** Name of the bucket of the results. */
  readonly resultsBucketName: pulumi.Output<string>;

  constructor(name: string, args: TrailInvestigationArgs, opts?: pulumi.ComponentResourceOptions) {
    checkArguments('TrailInvestigation', name, args);
    const { region, accountIds = [], firstDay = '2020-01-01', scanLimitGigabytes = 100, tags } = args;
    const faults = faultsOf({ ...args, firstDay, scanLimitGigabytes });
    if (faults.length > 0) throw new Error(`TrailInvestigation "${name}": ${faults.join('; ')}`);

    super('trailguard:index:TrailInvestigation', name, args, opts);
    const names = investigationNames({ ...args, securityAccountId: args.accountId, homeRegion: region });
    const files = { ...args, keyPrefix: args.keyPrefix ?? '' };

    const results = new QueryResults(
      `${name}-results`,
      {
        bucketName: names.resultsBucketName,
        keyAlias: names.resultsKeyAlias,
        region,
        accountId: args.accountId,
        investigatorRoleArns: args.investigatorRoleArns ?? [],
        resultDays: args.resultDays ?? 30,
      },
      { parent: this },
    );
    const database = new aws.glue.CatalogDatabase(
      name,
      {
        region,
        name: names.databaseName,
        description: 'Log files of the organization',
        ...(tags ? { tags } : {}),
      },
      { parent: this },
    );
    const table = new aws.glue.CatalogTable(
      name,
      {
        region,
        databaseName: database.name,
        name: names.tableName,
        description: 'Events of CloudTrail in all accounts and Regions',
        tableType: 'EXTERNAL_TABLE',
        parameters: projectionOf({ ...files, accountIds, firstDay }),
        partitionKeys: partitionColumns.map((column) => ({ ...column })),
        storageDescriptor: {
          location: locationOf(files),
          columns: eventColumns.map((column) => ({ ...column })),
          inputFormat: 'com.amazon.emr.cloudtrail.CloudTrailInputFormat',
          outputFormat: 'org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat',
          serDeInfo: { serializationLibrary: 'org.apache.hive.hcatalog.data.JsonSerDe' },
        },
      },
      { parent: this },
    );
    const workgroup = new aws.athena.Workgroup(
      name,
      {
        region,
        name: names.workgroupName,
        description: 'Questions to the log files of the organization',
        configuration: {
          enforceWorkgroupConfiguration: true,
          publishCloudwatchMetricsEnabled: true,
          requesterPaysEnabled: false,
          bytesScannedCutoffPerQuery: scanLimitGigabytes * gigabyte,
          engineVersion: { selectedEngineVersion: 'AUTO' },
          resultConfiguration: {
            outputLocation: pulumi.interpolate`s3://${results.bucketName}/`,
            expectedBucketOwner: args.accountId,
            encryptionConfiguration: { encryptionOption: 'SSE_KMS', kmsKeyArn: results.keyArn },
          },
        },
        ...(tags ? { tags } : {}),
      },
      { parent: this },
    );
    const queried: QueriedTable = { ...names, namesAccount: accountIds.length === 0 };
    for (const query of savedQueries) {
      new aws.athena.NamedQuery(
        `${name}-${query.name}`,
        {
          region,
          name: query.name,
          description: descriptionOf(query, queried),
          database: database.name,
          workgroup: workgroup.name,
          query: textOf(query, queried),
        },
        { parent: this },
      );
    }

    this.workgroupName = workgroup.name;
    this.tableName = pulumi.interpolate`${database.name}.${table.name}`;
    this.resultsBucketName = results.bucketName;
    this.registerOutputs({
      workgroupName: this.workgroupName,
      tableName: this.tableName,
      resultsBucketName: this.resultsBucketName,
    });
  }
}

function faultsOf({
  firstDay,
  scanLimitGigabytes,
  regions,
}: {
  readonly firstDay: string;
  readonly scanLimitGigabytes: number;
  readonly regions: readonly string[];
}): string[] {
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(firstDay) && !Number.isNaN(Date.parse(firstDay));
  return [
    ...(isDay ? [] : [`firstDay is ${firstDay}; give a day as YYYY-MM-DD`]),
    ...(scanLimitGigabytes >= 1
      ? []
      : [`scanLimitGigabytes is ${scanLimitGigabytes}; give a number from 1 on`]),
    ...(regions.length > 0 ? [] : ['regions is empty, so that no query would find anything']),
  ];
}
