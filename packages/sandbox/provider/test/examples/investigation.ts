import type { Example } from '../world.ts';

const analyzers = 'access-analyzer.amazonaws.com';

/** What investigations are made with: tables, queries, analyzers and dashboards. */
export const investigation: Example[] = [
  {
    token: 'aws:glue/catalogDatabase:CatalogDatabase',
    prepare: async () => ({
      inputs: { description: 'logs', tags: { team: 'a' } },
      changed: { description: 'logs of the organization', tags: { owner: 'b' } },
    }),
  },
  {
    token: 'aws:glue/catalogTable:CatalogTable',
    prepare: async (world) => {
      const database = await world.need('aws:glue/catalogDatabase:CatalogDatabase', { name: 'logs' });
      const inputs = {
        databaseName: database.outputs.name ?? '',
        name: 'events',
        tableType: 'EXTERNAL_TABLE',
        parameters: { EXTERNAL: 'TRUE', 'projection.enabled': 'true' },
        partitionKeys: [{ name: 'day', type: 'string' }],
        storageDescriptor: {
          columns: [{ name: 'eventid', type: 'string', comment: 'unique' }],
          location: 's3://logs/AWSLogs/',
          inputFormat: 'com.amazon.emr.cloudtrail.CloudTrailInputFormat',
          outputFormat: 'org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat',
          serDeInfo: { serializationLibrary: 'org.apache.hive.hcatalog.data.JsonSerDe' },
        },
      };
      return { inputs, changed: { ...inputs, parameters: { EXTERNAL: 'TRUE' }, description: 'events' } };
    },
  },
  {
    token: 'aws:athena/workgroup:Workgroup',
    prepare: async () => {
      const resultConfiguration = {
        outputLocation: 's3://results/',
        encryptionConfiguration: { encryptionOption: 'SSE_S3' },
      };
      const configuration = {
        enforceWorkgroupConfiguration: true,
        engineVersion: { selectedEngineVersion: 'AUTO' },
        publishCloudwatchMetricsEnabled: true,
        requesterPaysEnabled: false,
        resultConfiguration,
      };
      return {
        inputs: { configuration, tags: { team: 'a' } },
        changed: {
          configuration: { ...configuration, bytesScannedCutoffPerQuery: 10_000_000 },
          description: 'questions',
          tags: { owner: 'b' },
        },
      };
    },
  },
  {
    token: 'aws:athena/namedQuery:NamedQuery',
    prepare: async (world) => {
      const group = await world.need('aws:athena/workgroup:Workgroup', {});
      return { inputs: { database: 'logs', query: 'SELECT 1', workgroup: group.id, description: 'one' } };
    },
  },
  {
    token: 'aws:accessanalyzer/analyzer:Analyzer',
    prepare: async (world) => {
      await world.need('aws:organizations/awsServiceAccess:AwsServiceAccess', {
        servicePrincipal: analyzers,
      });
      // Trusted access takes a moment.
      await world.sandbox.clock.advance(60_000);
      const inputs = { analyzerName: 'outside', type: 'ORGANIZATION', region: 'eu-west-1' };
      return { inputs: { ...inputs, tags: { team: 'a' } }, changed: { ...inputs, tags: { owner: 'b' } } };
    },
    importId: () => 'outside@eu-west-1',
  },
  {
    token: 'aws:cloudwatch/dashboard:Dashboard',
    prepare: async () => {
      const body = (markdown: string) =>
        JSON.stringify({ widgets: [{ type: 'text', width: 6, height: 2, properties: { markdown } }] });
      return {
        inputs: { dashboardName: 'security', dashboardBody: body('# One') },
        changed: { dashboardName: 'security', dashboardBody: body('# Two') },
      };
    },
  },
  {
    token: 'aws:iam/organizationsFeatures:OrganizationsFeatures',
    prepare: async (world) => {
      await world.need('aws:organizations/awsServiceAccess:AwsServiceAccess', {
        servicePrincipal: 'iam.amazonaws.com',
      });
      return {
        inputs: { enabledFeatures: ['RootCredentialsManagement', 'RootSessions'] },
        changed: { enabledFeatures: ['RootSessions'] },
      };
    },
  },
];
