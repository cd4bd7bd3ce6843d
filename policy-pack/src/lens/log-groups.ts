import {
  type Collection,
  type Fact,
  isUnknown,
  type LogGroup,
  type LogResourcePolicy,
  type MetricFilter,
  type MetricTransformation,
} from '@trailguard/controls';
import { policyOf } from './bucket-settings.ts';
import { keyReferenceOf } from './keys.ts';
import { hasUnresolved, objectOf } from './plain-values.ts';
import {
  accountOf,
  factOf,
  givenName,
  openWorld,
  type Program,
  referenceOf,
  regionOrPlaceholder,
  resourcesOf,
  unresolvedFact,
} from './program.ts';
import type { ProgramResource } from './program-resource.ts';
import { types } from './types.ts';

/** The log groups of a program; trails may stream to others. */
export function logGroupsOf(program: Program): Collection<LogGroup> {
  const items = resourcesOf(program, types.logGroup).map((resource) => logGroupOf(program, resource));
  return { items, complete: openWorld };
}

function logGroupOf(program: Program, resource: ProgramResource): LogGroup {
  const retention = factOf<number>(resource, 'retentionInDays', null);
  return {
    name: givenName(resource),
    arn: arnOf(resource),
    accountId: accountOf(resource),
    region: regionOrPlaceholder(resource),
    // AWS has no value for a group that never expires; the provider writes 0.
    retentionDays: retention === 0 ? null : retention,
    kmsKeyId: keyReferenceOf(program, resource, 'kmsKeyId'),
    logGroupClass: factOf(resource, 'logGroupClass', 'STANDARD'),
    isProtected: factOf(resource, 'deletionProtectionEnabled', false),
    observation: { urn: resource.urn },
  };
}

/** A trail may name the group by an ARN in text before AWS gives it one. */
function arnOf(resource: ProgramResource): Fact<string> {
  const name = givenName(resource);
  const arn = arnFrom(resource, 'logs', typeof name === 'string' ? `log-group:${name}` : name);
  return typeof arn === 'string' ? arn.replace(/:\*$/, '') : arn;
}

/**
 * The metric filters of a program. One that declares any is taken to declare all that its log groups have; one without
 * says nothing about them.
 */
export function metricFiltersOf(program: Program): Collection<MetricFilter> {
  const items = resourcesOf(program, types.metricFilter).map(
    (resource): MetricFilter => ({
      name: givenName(resource),
      accountId: accountOf(resource),
      region: regionOrPlaceholder(resource),
      logGroup: referenceOf(program, resource, 'logGroupName', types.logGroup),
      pattern: factOf<string>(resource, 'pattern', ''),
      transformations: transformationsOf(resource),
      observation: { urn: resource.urn },
    }),
  );
  return { items, complete: program.isWhole && items.length > 0 ? true : openWorld };
}

function transformationsOf(resource: ProgramResource): Fact<readonly MetricTransformation[]> {
  const value = resource.get('metricTransformation');
  if (hasUnresolved(value)) return unresolvedFact(resource, 'metricTransformation');
  const { name, namespace, value: counted, defaultValue, dimensions } = objectOf(value) ?? {};
  if (typeof name !== 'string' || typeof namespace !== 'string') return [];
  const hasDefault = defaultValue !== undefined && defaultValue !== null && defaultValue !== '';
  return [
    {
      name,
      namespace,
      value: String(counted ?? ''),
      defaultValue: hasDefault ? Number(defaultValue) : null,
      hasDimensions: Object.keys(objectOf(dimensions) ?? {}).length > 0,
    },
  ];
}

/** The resource policies of CloudWatch Logs in a program. */
export function logResourcePoliciesOf(program: Program): Collection<LogResourcePolicy> {
  const items = resourcesOf(program, types.logResourcePolicy).map(
    (resource): LogResourcePolicy => ({
      name: factOf(resource, 'policyName', resource.name),
      accountId: accountOf(resource),
      region: regionOrPlaceholder(resource),
      policy: policyOf(resource, 'policyDocument'),
      observation: { urn: resource.urn },
    }),
  );
  return { items, complete: openWorld };
}

/** The ARN of a thing, as AWS tells it or as account, Region and name make it. */
export function arnFrom(resource: ProgramResource, service: string, name: Fact<string>): Fact<string> {
  const arn = resource.get('arn');
  if (typeof arn === 'string') return arn;
  const [accountId, region] = [accountOf(resource), regionOrPlaceholder(resource)];
  if (isUnknown(name) || name === null || !/^\d{12}$/.test(accountId) || region.startsWith('('))
    return unresolvedFact(resource, 'arn');
  const partition = region.startsWith('cn-') ? 'aws-cn' : region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws';
  return `arn:${partition}:${service}:${region}:${accountId}:${name}`;
}
