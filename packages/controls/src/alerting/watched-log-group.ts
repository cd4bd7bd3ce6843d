import { listIndex } from '../estate/list-index.ts';
import { filtersOf, type LogGroupPlace, placeOfLogGroup } from '../estate/log-groups.ts';
import { remembered } from '../estate/remembered.ts';
import { nameOfTrail, trailsRecording } from '../estate/trails.ts';
import { readFilterPattern } from '../event-matching/filter-pattern.ts';
import type {
  Account,
  Alarm,
  AlarmCondition,
  Estate,
  MetricFilter,
  MetricTransformation,
  Trail,
} from '../model/estate.ts';
import { isUnknown, type Unknown } from '../model/fact.ts';
import type { Verdict } from '../model/verdict.ts';
import { unnarrowedCoverage } from '../selectors/management.ts';
import { all, any, decide, evidenceElsewhere, fail, notApplicable, pass, unknown } from '../verdicts.ts';
import { alarmIsHeard, nameOfAlarm } from './alarm-acts.ts';
import { alarmFaults } from './raises-alarm.ts';
import { type WantedEvents, watchTogether } from './together.ts';

/**
 * Fields that every event of CloudTrail has, as a text.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html
 */
export const alwaysInEvents: ReadonlySet<string> = new Set([
  'eventVersion',
  'eventTime',
  'eventSource',
  'eventName',
  'awsRegion',
  'sourceIPAddress',
  'eventID',
  'eventType',
]);

/** What is asked of metric filters and alarms. */
export interface AlarmQuestion {
  readonly wanted: WantedEvents;
  /** Events within one period that have to make an alarm go off. */
  readonly eventsToAlarm: number;
}

/** What the trails that record an account say of alarms. */
export interface AlarmsOfAccount {
  /** Where the account itself has the log group. */
  readonly here: readonly Verdict[];
  /** Accounts that have the log group of an organization trail in its place. */
  readonly elsewhere: readonly string[];
  /** Why there may be more of either. */
  readonly open: readonly Verdict[];
}

/** Judges the alarms on each trail that records an account, at the account that has the trail's log group. */
export function alarmsOfAccount(account: Account, estate: Estate, question: AlarmQuestion): AlarmsOfAccount {
  const { trails, complete } = trailsRecording(account, estate);
  const here: Verdict[] = [];
  const elsewhere: string[] = [];
  const open: Verdict[] = [];
  for (const trail of trails) {
    const home = homeOfAlarms(trail, estate);
    if (isUnknown(home))
      open.push(unknown(`where the alarms on ${nameOfTrail(trail)} are is not known`, home));
    else if (home === account.id) here.push(alarmsOn(trail, estate, question));
    else elsewhere.push(home);
  }
  if (complete !== true)
    open.push(unknown(`whether another trail records account ${account.id} is not known`, complete));
  return { here, elsewhere, open };
}

/** Judges the alarms on all trails that record an account, wherever their log groups are: one that tells suffices. */
export function alarmsAnywhere(account: Account, estate: Estate, question: AlarmQuestion): Verdict {
  const { trails, complete } = trailsRecording(account, estate);
  return any([
    ...trails.map((trail) => verdictOn(trail, estate, question)),
    complete === true
      ? fail(`no alarm tells of ${question.wanted.name} in ${account.id}`)
      : unknown(`whether another trail records account ${account.id} is not known`, complete),
  ]);
}

const verdicts = remembered<Verdict>();

/** An organization trail is asked about for each account and Region, and always answers alike. */
function verdictOn(trail: Trail, estate: Estate, question: AlarmQuestion): Verdict {
  const key = `${estate.trails.items.indexOf(trail)}/${question.eventsToAlarm}/${question.wanted.name}`;
  return verdicts(estate, key, () => alarmsOn(trail, estate, question));
}

const homes = remembered<string | Unknown, Trail>();

/** An organization trail's alarms are where its log group is; those of another trail in its own account. */
function homeOfAlarms(trail: Trail, estate: Estate): string | Unknown {
  return homes(estate, trail, () => findHomeOfAlarms(trail, estate));
}

function findHomeOfAlarms(trail: Trail, estate: Estate): string | Unknown {
  const { isOrganization, ownerAccountId, logGroupArn } = trail;
  const hidden = [isOrganization, ownerAccountId, logGroupArn].find(isUnknown);
  if (hidden !== undefined) return hidden;
  const place =
    isOrganization === true && typeof logGroupArn === 'string' ? placeOfLogGroup(estate, logGroupArn) : null;
  if (isUnknown(place)) return place;
  return place === null ? String(ownerAccountId) : place.accountId;
}

/** Judges whether events that a trail records raise an alarm of which somebody hears. */
function alarmsOn(trail: Trail, estate: Estate, { wanted, eventsToAlarm }: AlarmQuestion): Verdict {
  const name = nameOfTrail(trail);
  return all([
    ...recorded(estate, trail, () => recordsEverywhere(trail)),
    decide(trail.logGroupArn, `the log group of ${name}`, (reference) => {
      const found = evidenceElsewhere(trail, 'logGroupArn');
      if (reference === null) return fail(`${name} streams to no log group`, found);
      const place = placeOfLogGroup(estate, reference);
      if (isUnknown(place)) return unknown(`the log group of ${name} is not known`, place);
      if (place === null) return unknown(`the log group of ${name} is not known`, notSeen(estate, reference));
      const { filters, complete } = filtersOf(place, estate);
      const watchers = filters.map((filter) => ({
        name: `metric filter ${nameOfFilter(filter)}`,
        takes: isUnknown(filter.pattern) ? filter.pattern : readFilterPattern(filter.pattern ?? ''),
        tells: () => raisesAlarm(filter, place, estate, eventsToAlarm),
      }));
      const verdict = watchTogether(wanted, watchers, complete);
      // Where no filter is to blame, the log group lacks one.
      return verdict.status === 'fail' ? fail(verdict.reason, ...verdict.evidence, found) : verdict;
    }),
  ]);
}

const recorded = remembered<readonly Verdict[], Trail>();

/** Judges whether a trail records what alarms are about, whichever alarm it is. */
function recordsEverywhere(trail: Trail): readonly Verdict[] {
  const name = nameOfTrail(trail);
  const isOn = (field: 'isLogging' | 'isMultiRegion', otherwise: string) =>
    decide(trail[field], `whether ${name} ${otherwise}`, (value) =>
      value === true
        ? pass(evidenceElsewhere(trail, field))
        : fail(`${name} does not ${otherwise}`, evidenceElsewhere(trail, field)),
    );
  return [isOn('isLogging', 'record'), isOn('isMultiRegion', 'record all Regions'), recordsManagement(trail)];
}

function notSeen({ logGroups }: Estate, reference: string): Unknown {
  return logGroups.complete === true
    ? { unknown: 'not-read', detail: `${reference} names no log group` }
    : logGroups.complete;
}

function recordsManagement(trail: Trail): Verdict {
  const name = nameOfTrail(trail);
  return decide(trail.selectors, `the event selectors of ${name}`, (selectors) => {
    const { reads, writes } = unnarrowedCoverage(selectors ?? { basic: null, advanced: null });
    return reads && writes
      ? pass(evidenceElsewhere(trail, 'selectors'))
      : fail(`${name} does not record all management events`, evidenceElsewhere(trail, 'selectors'));
  });
}

function nameOfFilter({ name, observation }: MetricFilter): string {
  return [name, observation.urn].find((one) => typeof one === 'string') ?? 'without a name';
}

const unnamed = Symbol('metric not known');
const alarmsByMetric = listIndex<Alarm>(({ kind, accountId, region, condition }) => {
  if (kind !== 'metric' || condition === null) return [];
  if (isUnknown(condition) || [accountId, region].some(isUnknown)) return [unnamed];
  return [`${accountId}/${region}/${condition.namespace}/${condition.metricName}`];
});

/** Judges whether an alarm goes off with what a filter counts, and somebody hears of it. */
function raisesAlarm(
  filter: MetricFilter,
  { accountId, region }: LogGroupPlace,
  estate: Estate,
  events: number,
): Verdict {
  const name = nameOfFilter(filter);
  return decide(filter.transformations, `the metric of ${name}`, (transformations) => {
    const { items, complete } = estate.alarms;
    const [concealed] = alarmsByMetric(items, unnamed);
    const hidden = concealed && [concealed.condition, concealed.accountId, concealed.region].find(isUnknown);
    const because = hidden ?? (complete === true ? undefined : complete);
    const counted = transformations ?? [];
    const found = evidenceElsewhere(filter, 'pattern');
    const metrics = counted.map(({ namespace, name: metric }) => `${namespace} ${metric}`).join(', ');
    return all([
      pass(found),
      any([
        ...counted.flatMap((transformation) =>
          alarmsByMetric(
            items,
            `${accountId}/${region}/${transformation.namespace}/${transformation.name}`,
          ).map((alarm) => all([goesOff(alarm, transformation, events), alarmIsHeard(alarm, estate)])),
        ),
        because === undefined
          ? fail(`no alarm watches the metric ${metrics} of ${name}`, found)
          : unknown(`whether an alarm watches the metric ${metrics} of ${name} is not known`, because),
      ]),
    ]);
  });
}

function goesOff(alarm: Alarm, transformation: MetricTransformation, events: number): Verdict {
  const faults = alarmFaults(alarm.condition as AlarmCondition, transformation, events);
  const found = evidenceElsewhere(alarm, 'condition');
  return faults.length === 0 ? pass(found) : fail(`${nameOfAlarm(alarm)}: ${faults.join('; ')}`, found);
}

/**
 * One verdict of the trails that record an account: an alarm here suffices; what is not known comes before what is
 * judged elsewhere, and that before a fault.
 */
export function summary(account: Account, { here, elsewhere, open }: AlarmsOfAccount): Verdict {
  const own = any([...here, ...open]);
  if (own.status === 'pass' || own.status === 'unknown') return own;
  if (elsewhere.length > 0)
    return notApplicable(`judged in account ${[...new Set(elsewhere)].join(', ')}, which has the log group`);
  return here.length > 0 ? own : fail(`no trail records account ${account.id}`);
}
