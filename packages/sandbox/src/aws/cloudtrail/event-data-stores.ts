import type { Call } from '../call.ts';
import { AwsError } from '../error.ts';

/** Operations of CloudTrail Lake, channels and dashboards, which the sandbox does not have. */
export const UnsupportedOperations = [
  'CancelQuery',
  'CreateChannel',
  'CreateDashboard',
  'CreateEventDataStore',
  'DeleteChannel',
  'DeleteDashboard',
  'DeleteEventDataStore',
  'DeleteResourcePolicy',
  'DescribeQuery',
  'DisableFederation',
  'EnableFederation',
  'GenerateQuery',
  'GetChannel',
  'GetDashboard',
  'GetEventConfiguration',
  'GetEventDataStore',
  'GetImport',
  'GetQueryResults',
  'GetResourcePolicy',
  'ListImportFailures',
  'ListInsightsData',
  'ListInsightsMetricData',
  'ListQueries',
  'PutEventConfiguration',
  'PutResourcePolicy',
  'RestoreEventDataStore',
  'SearchSampleQueries',
  'StartDashboardRefresh',
  'StartEventDataStoreIngestion',
  'StartImport',
  'StartQuery',
  'StopEventDataStoreIngestion',
  'StopImport',
  'UpdateChannel',
  'UpdateDashboard',
  'UpdateEventDataStore',
] as const;

function refuse(call: Call): never {
  throw new AwsError(
    'UnsupportedOperationException',
    `The sandbox does not offer cloudtrail:${call.operation}: it has trails, but no CloudTrail Lake, channels or dashboards.`,
  );
}

/** Lists are empty, as in an account that never used Lake; all else is refused by name. */
export const eventDataStoreOperations: Readonly<Record<string, (call: Call) => object>> = {
  ListEventDataStores: () => ({ EventDataStores: [] }),
  ListChannels: () => ({ Channels: [] }),
  ListDashboards: () => ({ Dashboards: [] }),
  ListImports: () => ({ Imports: [] }),
  ...Object.fromEntries(UnsupportedOperations.map((operation) => [operation, refuse])),
};
