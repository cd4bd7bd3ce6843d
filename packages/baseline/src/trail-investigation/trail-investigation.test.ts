import { describe, expect, it } from 'vitest';
import { recordProgram } from '../testing/record-program.ts';
import { eventColumns } from './event-table.ts';
import { savedQueries } from './queries/index.ts';
import { answerColumns } from './saved-query.ts';
import { TrailInvestigation, type TrailInvestigationArgs } from './trail-investigation.ts';

const investigator = 'arn:aws:iam::333333333333:role/acme-investigator';
const recorded = (different: Partial<TrailInvestigationArgs> = {}) =>
  recordProgram(
    () =>
      new TrailInvestigation('logs', {
        namePrefix: 'acme-sec',
        accountId: '333333333333',
        region: 'eu-west-1',
        logBucketName: 'acme-logs',
        organizationId: 'o-exampleorgid',
        regions: ['eu-west-1', 'us-east-1'],
        investigatorRoleArns: [investigator],
        tags: { Team: 'blue' },
        ...different,
      }),
  );
const tableType = 'aws:glue/catalogTable:CatalogTable';
const queryType = 'aws:athena/namedQuery:NamedQuery';
const statements = (policy: unknown) =>
  JSON.parse(String(policy)).Statement as { Sid: string; Condition?: unknown }[];

describe('TrailInvestigation', () => {
  it('has a table over the organization’s files, whose folders follow from the query', async () => {
    const { inputsOf } = await recorded();
    expect(inputsOf('aws:glue/catalogDatabase:CatalogDatabase')).toEqual({
      region: 'eu-west-1',
      name: 'acme_sec_logs',
      description: 'Log files of the organization',
      tags: { Team: 'blue' },
    });
    expect(inputsOf(tableType)).toEqual({
      region: 'eu-west-1',
      databaseName: 'acme_sec_logs',
      name: 'cloudtrail',
      description: 'Events of CloudTrail in all accounts and Regions',
      tableType: 'EXTERNAL_TABLE',
      parameters: {
        EXTERNAL: 'TRUE',
        'projection.enabled': 'true',
        'projection.account.type': 'injected',
        'projection.region.type': 'enum',
        'projection.region.values': 'eu-west-1,us-east-1',
        'projection.day.type': 'date',
        'projection.day.format': 'yyyy/MM/dd',
        'projection.day.interval': '1',
        'projection.day.interval.unit': 'DAYS',
        'projection.day.range': '2020/01/01,NOW',
        'storage.location.template': `s3://acme-logs/AWSLogs/o-exampleorgid/\${account}/CloudTrail/\${region}/\${day}/`,
      },
      partitionKeys: [
        { name: 'account', type: 'string' },
        { name: 'region', type: 'string' },
        { name: 'day', type: 'string' },
      ],
      storageDescriptor: {
        location: 's3://acme-logs/AWSLogs/o-exampleorgid/',
        columns: eventColumns,
        inputFormat: 'com.amazon.emr.cloudtrail.CloudTrailInputFormat',
        outputFormat: 'org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat',
        serDeInfo: { serializationLibrary: 'org.apache.hive.hcatalog.data.JsonSerDe' },
      },
    });
  });

  it('has a workgroup that no client overrides, with encrypted results and a limit', async () => {
    const { inputsOf } = await recorded({ scanLimitGigabytes: 2 });
    expect(inputsOf('aws:athena/workgroup:Workgroup')).toEqual({
      region: 'eu-west-1',
      name: 'acme-sec-investigation',
      description: 'Questions to the log files of the organization',
      configuration: {
        enforceWorkgroupConfiguration: true,
        publishCloudwatchMetricsEnabled: true,
        requesterPaysEnabled: false,
        bytesScannedCutoffPerQuery: 2_000_000_000,
        engineVersion: { selectedEngineVersion: 'AUTO' },
        resultConfiguration: {
          outputLocation: 's3://acme-sec-query-results-333333333333-eu-west-1/',
          expectedBucketOwner: '333333333333',
          encryptionConfiguration: { encryptionOption: 'SSE_KMS', kmsKeyArn: 'arn-of-logs-results' },
        },
      },
      tags: { Team: 'blue' },
    });
  });

  it('lets those alone read results who may ask, and nobody when there is nobody', async () => {
    const { inputsOf } = await recorded();
    const bucket = statements(inputsOf('aws:s3/bucketPolicy:BucketPolicy').policy);
    expect(bucket.find(({ Sid }) => Sid === 'DenyResultsExceptInvestigators')).toMatchObject({
      Effect: 'Deny',
      Condition: { ArnNotLike: { 'aws:PrincipalArn': [investigator] } },
    });
    const key = statements(inputsOf('aws:kms/key:Key').policy);
    expect(key.find(({ Sid }) => Sid === 'UseByInvestigators')).toMatchObject({
      Condition: {
        ArnLike: { 'aws:PrincipalArn': [investigator] },
        StringEquals: { 'kms:ViaService': 's3.eu-west-1.amazonaws.com' },
      },
    });

    const closed = await recorded({ investigatorRoleArns: [] });
    const denied = statements(closed.inputsOf('aws:s3/bucketPolicy:BucketPolicy').policy);
    expect(denied.at(-1)).toEqual(expect.not.objectContaining({ Condition: expect.anything() }));
    expect(String(closed.inputsOf('aws:kms/key:Key').policy)).not.toContain('kms:Decrypt');
  });

  it('keeps results as long as it is told', async () => {
    const { inputsOf } = await recorded({ resultDays: 7 });
    const { rules } = inputsOf('aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration');
    expect(rules).toMatchObject([
      { expiration: { days: 7 }, noncurrentVersionExpiration: { noncurrentDays: 7 } },
    ]);
  });

  it('saves each query for its table, with what it is given in the order of its question marks', async () => {
    const { resources } = await recorded();
    const queries = resources.filter(({ type }) => type === queryType);
    expect(queries.map(({ inputs }) => inputs.name)).toEqual(savedQueries.map(({ name }) => name));
    for (const { inputs } of queries) {
      const text = String(inputs.query);
      const description = String(inputs.description);
      expect(text).toContain('FROM "acme_sec_logs"."cloudtrail"');
      expect(text.split('?').length - 1, text).toBe(description.match(/ \d+\. /g)?.length);
      expect(description.length).toBeLessThanOrEqual(1024);
      expect(inputs).toMatchObject({ database: 'acme_sec_logs', workgroup: 'acme-sec-investigation' });
    }
  });

  it('asks all accounts at once where they are listed', async () => {
    const { inputsOf } = await recorded({ accountIds: ['111111111111', '222222222222'] });
    expect(inputsOf(tableType).parameters).toMatchObject({
      'projection.account.type': 'enum',
      'projection.account.values': '111111111111,222222222222',
    });
    expect(inputsOf(queryType, 'logs-root-use').query).not.toContain('account = ?');
  });

  it('finds files below a folder, and names the endpoint of the partition', async () => {
    const { inputsOf } = await recorded({ keyPrefix: 'o-exampleorgid', region: 'cn-north-1' });
    expect((inputsOf(tableType).storageDescriptor as { location: string }).location).toBe(
      's3://acme-logs/o-exampleorgid/AWSLogs/o-exampleorgid/',
    );
    expect(inputsOf('aws:s3/bucketPolicy:BucketPolicy').policy).toContain('arn:aws-cn:s3:::acme-sec-query');
    expect(inputsOf('aws:kms/key:Key').policy).toContain('s3.cn-north-1.amazonaws.com.cn');
  });

  it.each<[Partial<TrailInvestigationArgs>, string]>([
    [{ firstDay: '2026-02' }, 'firstDay is 2026-02; give a day as YYYY-MM-DD'],
    [{ scanLimitGigabytes: 0 }, 'scanLimitGigabytes is 0; give a number from 1 on'],
    [{ regions: [] }, 'regions is empty, so that no query would find anything'],
  ])('refuses %o', async (different, message) => {
    await expect(recorded(different)).rejects.toThrow(message);
  });
});

describe('savedQueries', () => {
  it.each(savedQueries.map((query) => [query.name, query] as const))(
    '%s has the columns of every answer, in their order',
    (_name, { sql }) => {
      const select = sql.slice(sql.lastIndexOf('\nSELECT ') + '\nSELECT '.length, sql.lastIndexOf('\nFROM '));
      const positions = answerColumns.map((column) => select.search(new RegExp(`\\b${column}(,|$|\\s*\\n)`)));
      expect(
        positions.every((position) => position >= 0),
        select,
      ).toBe(true);
    },
  );
});
