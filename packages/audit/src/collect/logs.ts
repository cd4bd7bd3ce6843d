import {
  CloudWatchLogsClient,
  DescribeResourcePoliciesCommand,
  type MetricFilter as SdkMetricFilter,
  paginateDescribeLogGroups,
  paginateDescribeMetricFilters,
  type ResourcePolicy,
} from '@aws-sdk/client-cloudwatch-logs';
import type { Fact, LogGroup, LogResourcePolicy, MetricFilter } from '@trailguard/controls';
import { isUnknown, unknownBecause } from '@trailguard/controls';
import { callsIn } from './collected-call.ts';
import { allPages } from './pages.ts';
import { readPolicy } from './policy.ts';
import { type CallOptions, field, mapFact, type Reader } from './reader.ts';

/** Calls of this collector. */
export const calls = callsIn(
  'owner of the log group',
  'logs:DescribeLogGroups',
  'logs:DescribeMetricFilters',
  'logs:DescribeResourcePolicies',
);

/** Where a log group is, from its ARN. */
export interface LogGroupHome {
  readonly name: string;
  readonly accountId: string;
  readonly region: string;
}

/** `arn:PARTITION:logs:REGION:ACCOUNT:log-group:NAME`, with or without `:*` at its end. */
export function homeOfLogGroup(arn: string): LogGroupHome | undefined {
  const [, region, accountId, name] = /^arn:[^:]+:logs:([^:]+):(\d{12}):log-group:([^:]+)/.exec(arn) ?? [];
  return region && accountId && name ? { name, accountId, region } : undefined;
}

/** A log group, in its own account and Region; `null` when there is none of this name. */
export async function readLogGroup(reader: Reader, home: LogGroupHome): Promise<Fact<LogGroup>> {
  const { name, accountId, region } = home;
  const client = reader.client(CloudWatchLogsClient, accountId, region);
  const call = 'logs:DescribeLogGroups';
  const found = await reader.ask(`${call} ${name} in ${accountId}/${region}`, async (options) => {
    const pages = await allPages(
      paginateDescribeLogGroups({ client }, { logGroupNamePrefix: name }, options),
    );
    return pages
      .flatMap(({ logGroups }) => logGroups ?? [])
      .find(({ logGroupName }) => logGroupName === name);
  });
  if (found === undefined || found === null) return null;
  if (isUnknown(found)) return found;
  const arn = found.logGroupArn ?? field(found.arn?.replace(/:\*$/, ''), call, 'arn');
  return {
    name,
    arn,
    accountId,
    region,
    // These two are left out when they are not set, the class where AWS has only one.
    retentionDays: found.retentionInDays ?? null,
    kmsKeyId: found.kmsKeyId ?? null,
    logGroupClass: found.logGroupClass ?? 'STANDARD',
    isProtected: field(found.deletionProtectionEnabled, call, 'deletionProtectionEnabled'),
    observation: {
      arn: typeof arn === 'string' ? arn : name,
      calls: Object.fromEntries(
        ['retentionDays', 'kmsKeyId', 'logGroupClass', 'isProtected'].map((one) => [one, call]),
      ),
      at: reader.clock.latest ?? '',
    },
  };
}

/** The metric filters of a log group; none when there is no such group. */
export async function readMetricFilters(
  reader: Reader,
  home: LogGroupHome,
): Promise<Fact<readonly MetricFilter[]>> {
  const { name, accountId, region } = home;
  const client = reader.client(CloudWatchLogsClient, accountId, region);
  const call = 'logs:DescribeMetricFilters';
  const pages = await reader.ask(
    `${call} of ${name} in ${accountId}/${region}`,
    (options) => allPages(paginateDescribeMetricFilters({ client }, { logGroupName: name }, options)),
    ['ResourceNotFoundException'],
  );
  return mapFact(pages, (all) =>
    all
      .flatMap(({ metricFilters }) => metricFilters ?? [])
      .map((filter) => toMetricFilter(filter, home, reader.clock.latest ?? '')),
  );
}

function toMetricFilter(filter: SdkMetricFilter, home: LogGroupHome, at: string): MetricFilter {
  const call = 'logs:DescribeMetricFilters';
  const { name, accountId, region } = home;
  return {
    name: field(filter.filterName, call, 'filterName'),
    accountId,
    region,
    logGroup: name,
    pattern: filter.fieldSelectionCriteria
      ? unknownBecause('not-read', `${filter.filterName} also selects by ${filter.fieldSelectionCriteria}`)
      : field(filter.filterPattern, call, 'filterPattern'),
    transformations: field(filter.metricTransformations, call, 'metricTransformations') && [
      ...(filter.metricTransformations ?? []).map((transformation) => ({
        namespace: transformation.metricNamespace ?? '',
        name: transformation.metricName ?? '',
        value: transformation.metricValue ?? '',
        defaultValue: transformation.defaultValue ?? null,
        hasDimensions:
          Object.keys(transformation.dimensions ?? {}).length > 0 ||
          (filter.emitSystemFieldDimensions ?? []).length > 0,
      })),
    ],
    observation: {
      arn: `${accountId}/${region}/${name}/${filter.filterName}`,
      calls: { pattern: call, transformations: call },
      at,
    },
  };
}

/** The resource policies of CloudWatch Logs in an account and Region. */
export async function readLogResourcePolicies(
  reader: Reader,
  accountId: string,
  region: string,
): Promise<Fact<readonly LogResourcePolicy[]>> {
  const client = reader.client(CloudWatchLogsClient, accountId, region);
  const call = 'logs:DescribeResourcePolicies';
  const where = `${accountId}/${region}`;
  const policies = await reader.ask(`${call} in ${where}`, (options) => listPolicies(client, options));
  return mapFact(policies, (all) =>
    all.map(
      ({ policyName, policyDocument }): LogResourcePolicy => ({
        name: field(policyName, call, 'policyName'),
        accountId,
        region,
        policy: readPolicy(policyDocument, `${call} ${policyName} in ${where}`),
        observation: {
          arn: `${where}/log-resource-policy/${policyName}`,
          calls: { policy: call },
          at: reader.clock.latest ?? '',
        },
      }),
    ),
  );
}

/** The SDK has no paginator for it. */
async function listPolicies(
  client: CloudWatchLogsClient,
  options: CallOptions,
): Promise<readonly ResourcePolicy[]> {
  const policies: ResourcePolicy[] = [];
  let nextToken: string | undefined;
  do {
    const page = await client.send(
      new DescribeResourcePoliciesCommand(nextToken === undefined ? {} : { nextToken }),
      options,
    );
    policies.push(...(page.resourcePolicies ?? []));
    nextToken = page.nextToken || undefined;
  } while (nextToken !== undefined);
  return policies;
}
