import { isUnknown } from '../../model/fact.ts';
import { isUrn } from '../../model/observation.ts';
import type { Alarm, Estate } from '../../model/estate.ts';
import { losesNone, staysOn } from '../measures.ts';
import { guard, thing } from './guard.ts';

/** An alarm on what a metric filter counts, or on other alarms. */
export const alarm = guard({
  find: (estate) =>
    estate.alarms.items.map((one) => ({
      ...thing(one, one.name),
      values: {
        acts: isUnknown(one.hasActionsEnabled) ? one.hasActionsEnabled : one.hasActionsEnabled !== false,
        actions: one.alarmActions,
        counts: patternsFor(one, estate),
      },
    })),
  measures: {
    acts: staysOn('actions'),
    actions: losesNone('whom it tells'),
    counts: losesNone('filter patterns that it counts'),
  },
  whenGone: 'nobody is told any more',
  isReplaceable: true,
});

/** Patterns of the filters that feed an alarm's metric, in one spelling of blanks. */
function patternsFor({ condition }: Alarm, { metricFilters }: Estate): readonly string[] {
  if (condition === null || isUnknown(condition)) return [];
  return metricFilters.items
    .filter(
      ({ transformations }) =>
        !isUnknown(transformations) &&
        (transformations ?? []).some(
          ({ namespace, name }) => namespace === condition.namespace && name === condition.metricName,
        ),
    )
    .flatMap(({ pattern, logGroup }) => {
      const text = isUnknown(pattern)
        ? `(${pattern.detail})`
        : String(pattern).replaceAll(/\s+/g, ' ').trim();
      const group =
        isUnknown(logGroup) || (typeof logGroup === 'string' && isUrn(logGroup)) ? '' : ` in ${logGroup}`;
      return [`${text}${group}`];
    })
    .sort();
}
