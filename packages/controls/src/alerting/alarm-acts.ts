import { listIndex } from '../estate/list-index.ts';
import { findTopic, isHeard, isTopicReference, letsIn, publisher, topicExists } from '../estate/topics.ts';
import type { Alarm, Estate } from '../model/estate.ts';
import { isUnknown, type Unknown } from '../model/fact.ts';
import type { Verdict } from '../model/verdict.ts';
import { all, any, decide, evidenceElsewhere, fail, notApplicable, pass, unknown } from '../verdicts.ts';
import { goesOff, mentions } from './composite-rule.ts';

/** Name of an alarm for a reader. */
export function nameOfAlarm({ name, observation }: Alarm): string {
  return [name, observation.arn, observation.urn].find((one) => typeof one === 'string') ?? 'an alarm';
}

/**
 * Judges whether an alarm that goes off tells somebody: by a topic of its own, or through a composite alarm that goes
 * off with it.
 */
export function alarmIsHeard(alarm: Alarm, estate: Estate): Verdict {
  return any([tellsTopic(alarm, estate), ...throughComposites(alarm, estate)]);
}

function tellsTopic(alarm: Alarm, estate: Estate): Verdict {
  const name = nameOfAlarm(alarm);
  return all([
    decide(alarm.hasActionsEnabled, `whether ${name} acts`, (isEnabled) =>
      isEnabled === false
        ? fail(`the actions of ${name} are disabled`, evidenceElsewhere(alarm, 'hasActionsEnabled'))
        : pass(evidenceElsewhere(alarm, 'hasActionsEnabled')),
    ),
    decide(alarm.alarmActions, `the actions of ${name}`, (actions) => {
      const topics = (actions ?? []).filter(isTopicReference);
      const found = evidenceElsewhere(alarm, 'alarmActions');
      if (topics.length === 0) return fail(`${name} tells no SNS topic`, found);
      return all([pass(found), any(topics.map((topic) => reaches(topic, estate)))]);
    }),
  ]);
}

/**
 * That somebody confirms comes after any update, so that a preview leaves it to NT-07; and topics of other programs to
 * these.
 */
function reaches(reference: string, estate: Estate): Verdict {
  if (estate.lens === 'preview') {
    const topic = findTopic(estate, reference);
    return topic === undefined ? pass() : letsIn(topic, publisher.alarm);
  }
  return topicExists(estate, reference, (topic) => all([letsIn(topic, publisher.alarm), isHeard(topic)]));
}

function throughComposites(alarm: Alarm, estate: Estate): readonly Verdict[] {
  const { composites, hidden } = compositesOver(alarm, estate);
  const isAlarm = (named: string) => isNamed(alarm, named);
  const verdicts = composites.map((composite) => {
    const rule = composite.rule as string;
    const name = nameOfAlarm(composite);
    return goesOff(rule, isAlarm) === true
      ? all([pass(evidenceElsewhere(composite, 'rule')), tellsTopic(composite, estate)])
      : fail(
          `${name} does not go off with ${nameOfAlarm(alarm)} alone`,
          evidenceElsewhere(composite, 'rule'),
        );
  });
  return hidden === undefined
    ? verdicts
    : [...verdicts, unknown('whether a composite alarm goes off with it is not known', hidden)];
}

const nobodyKnown = Symbol('rule not known');
const compositesByPlace = listIndex<Alarm>(({ kind, accountId, region, rule, name }) => {
  if (kind !== 'composite') return [];
  return [accountId, region, rule, name].some(isUnknown) ? [nobodyKnown] : [`${accountId}/${region}`];
});

/** Composite alarms that speak of an alarm, and why there may be others. */
function compositesOver(
  alarm: Alarm,
  { alarms: { items } }: Estate,
): { composites: readonly Alarm[]; hidden: Unknown | undefined } {
  const { accountId, region, name } = alarm;
  const [concealed] = compositesByPlace(items, nobodyKnown);
  const hidden =
    concealed && [concealed.rule, concealed.accountId, concealed.region, concealed.name].find(isUnknown);
  const own = [accountId, region, name].find(isUnknown);
  const there = compositesByPlace(items, `${String(accountId)}/${String(region)}`);
  const anywhere = items.some(({ kind }) => kind === 'composite');
  if (own !== undefined) return { composites: [], hidden: anywhere ? own : undefined };
  const composites = there.filter(
    (composite) => composite !== alarm && mentions(String(composite.rule), (named) => isNamed(alarm, named)),
  );
  return { composites, hidden };
}

/** Rules name alarms by name or by ARN. */
function isNamed({ name, observation }: Alarm, named: string): boolean {
  return (
    named === name ||
    named === observation.arn ||
    (typeof name === 'string' && named.endsWith(`:alarm:${name}`))
  );
}

/** Judges the actions that a composite alarm takes for an alarm that has none itself. */
export function actsThroughComposite(alarm: Alarm, estate: Estate): Verdict {
  const { composites, hidden } = compositesOver(alarm, estate);
  const none = fail(`no composite alarm acts for ${nameOfAlarm(alarm)}`);
  return any([
    none,
    ...composites.map((composite) =>
      decide(composite.alarmActions, `the actions of ${nameOfAlarm(composite)}`, (actions) =>
        actions !== null && actions.length > 0
          ? pass(evidenceElsewhere(composite, 'alarmActions'))
          : notApplicable(`${nameOfAlarm(composite)} has no action`),
      ),
    ),
    ...(hidden === undefined ? [] : [unknown('whether a composite alarm acts for it is not known', hidden)]),
  ]);
}
