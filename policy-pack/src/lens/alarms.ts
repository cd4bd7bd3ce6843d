import { type Alarm, type AlarmCondition, type Collection, type Fact, isUrn } from '@trailguard/controls';
import { hasUnresolved, itemsOf, objectOf, type Plain, unresolved } from './plain-values.ts';
import {
  accountOf,
  factOf,
  givenName,
  openWorld,
  type Program,
  regionOrPlaceholder,
  resourcesOf,
  textOf,
  unresolvedFact,
} from './program.ts';
import type { ProgramResource } from './program-resource.ts';
import { types } from './types.ts';

/**
 * The alarms of a program. One that declares alarms or metric filters is taken to declare those on its metrics; one
 * with neither says nothing about them.
 */
export function alarmsOf(program: Program): Collection<Alarm> {
  const resources = resourcesOf(program, types.metricAlarm, types.compositeAlarm);
  const items = resources.map((resource) => alarmOf(program, resource));
  const declaresAlarms = items.length > 0 || resourcesOf(program, types.metricFilter).length > 0;
  return { items, complete: program.isWhole && declaresAlarms ? true : openWorld };
}

function alarmOf(program: Program, resource: ProgramResource): Alarm {
  const isComposite = resource.type === types.compositeAlarm;
  return {
    name: givenName(resource, isComposite ? 'alarmName' : 'name'),
    accountId: accountOf(resource),
    region: regionOrPlaceholder(resource),
    kind: isComposite ? 'composite' : 'metric',
    condition: isComposite ? null : conditionOf(resource),
    rule: isComposite ? factOf<string>(resource, 'alarmRule', null) : null,
    hasActionsEnabled: factOf(resource, 'actionsEnabled', true),
    alarmActions: actionsOf(program, resource),
    observation: { urn: resource.urn },
  };
}

const settings = [
  'namespace',
  'metricName',
  'statistic',
  'extendedStatistic',
  'dimensions',
  'period',
  'evaluationPeriods',
  'datapointsToAlarm',
  'threshold',
  'comparisonOperator',
  'treatMissingData',
] as const;

function conditionOf(resource: ProgramResource): Fact<AlarmCondition> {
  const open = settings.find((setting) => hasUnresolved(resource.get(setting)));
  if (open !== undefined) return unresolvedFact(resource, open);
  const [namespace, metricName] = [textOf(resource.get('namespace')), textOf(resource.get('metricName'))];
  if (namespace === null || metricName === null) return null;
  const evaluationPeriods = Number(resource.get('evaluationPeriods') ?? 1);
  return {
    namespace,
    metricName,
    statistic: textOf(resource.get('extendedStatistic')) ?? textOf(resource.get('statistic')) ?? '',
    hasDimensions: Object.keys(objectOf(resource.get('dimensions')) ?? {}).length > 0,
    periodSeconds: Number(resource.get('period') ?? 0),
    evaluationPeriods,
    // The provider writes 0 for an alarm that leaves it to AWS: all periods.
    datapointsToAlarm: Number(resource.get('datapointsToAlarm') ?? 0) || evaluationPeriods,
    threshold: Number(resource.get('threshold') ?? 0),
    comparison: textOf(resource.get('comparisonOperator')) ?? '',
    missingData: textOf(resource.get('treatMissingData')) ?? 'missing',
  };
}

/** Actions by ARN, and topics of the program by their URN while their ARN is not known. */
function actionsOf(program: Program, resource: ProgramResource): Fact<readonly string[]> {
  const value = resource.get('alarmActions');
  const items: readonly Plain[] = value === unresolved ? [unresolved] : itemsOf(value);
  const known = items.flatMap((item) => textOf(item) ?? []);
  if (!items.includes(unresolved)) return known;
  const sources = new Set(resource.dependenciesOf('alarmActions'));
  const topics = resourcesOf(program, types.topic).filter(({ urn }) => sources.has(urn));
  const actions = [...known, ...topics.map(({ urn }) => urn)];
  return actions.some(isUrn) || known.length > 0 ? actions : unresolvedFact(resource, 'alarmActions');
}
