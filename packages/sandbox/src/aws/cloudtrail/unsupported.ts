import type { Call } from '../call.ts';
import { AwsError } from '../error.ts';

/** Queries of CloudTrail Lake, channels, dashboards and imports, which the sandbox does not have. */
export const UnsupportedOperations = [
  'CancelQuery',
  'CreateChannel',
  'CreateDashboard',
  'DeleteChannel',
  'DeleteDashboard',
  'DeleteResourcePolicy',
  'DescribeQuery',
  'DisableFederation',
  'EnableFederation',
  'GenerateQuery',
  'GetChannel',
  'GetDashboard',
  'GetImport',
  'GetQueryResults',
  'GetResourcePolicy',
  'ListImportFailures',
  'ListInsightsData',
  'ListInsightsMetricData',
  'ListQueries',
  'PutResourcePolicy',
  'SearchSampleQueries',
  'StartDashboardRefresh',
  'StartImport',
  'StartQuery',
  'StopImport',
  'UpdateChannel',
  'UpdateDashboard',
] as const;

function refuse(call: Call): never {
  throw new AwsError(
    'UnsupportedOperationException',
    `The sandbox does not offer cloudtrail:${call.operation}: it has trails and event data stores, but no queries, channels or dashboards.`,
  );
}

/** Lists are empty, as in an account that never used them; all else is refused by name. */
export const unsupportedOperations: Readonly<Record<string, (call: Call) => object>> = {
  ListChannels: () => ({ Channels: [] }),
  ListDashboards: () => ({ Dashboards: [] }),
  ListImports: () => ({ Imports: [] }),
  ...Object.fromEntries(UnsupportedOperations.map((operation) => [operation, refuse])),
};
