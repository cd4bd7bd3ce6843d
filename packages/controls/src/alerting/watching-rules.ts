import { findAccount, ifActive } from '../estate/accounts.ts';
import { parseArn } from '../estate/arn.ts';
import { listIndex } from '../estate/list-index.ts';
import { findTopic, isHeard, isTopicReference, letsIn, publisher, topicExists } from '../estate/topics.ts';
import { readEventPattern } from '../event-matching/event-pattern.ts';
import { and, atomsOf, type Expression, isText, or, renameFields } from '../event-matching/expression.ts';
import { canBothHold } from '../event-matching/missed-event.ts';
import type { AccountRegion } from '../model/control.ts';
import type { Estate, EventRule } from '../model/estate.ts';
import { isUnknown, type Unknown, unknownBecause } from '../model/fact.ts';
import { isPlaceholder, isUrn } from '../model/observation.ts';
import type { Verdict } from '../model/verdict.ts';
import { all, any, decide, evidenceElsewhere, fail, pass, unknown } from '../verdicts.ts';
import { type WantedEvents, type Watcher, watchTogether } from './together.ts';

/** How EventBridge calls what CloudTrail sends. */
export const detailType = {
  call: 'AWS API Call via CloudTrail',
  signIn: 'AWS Console Sign In via CloudTrail',
  service: 'AWS Service Event via CloudTrail',
  insight: 'AWS Insight via CloudTrail',
} as const;

/** Events of CloudTrail as EventBridge carries them: below `detail`, with the service as their source. */
export function asBusEvents(
  { expression, ...wanted }: WantedEvents,
  detailTypes: readonly string[] = [detailType.call],
): WantedEvents {
  return {
    ...wanted,
    expression: and(
      or(...detailTypes.map((type) => isText('detail-type', type))),
      ...sourcesOf(expression),
      renameFields(expression, (field) => `detail.${field}`),
    ),
    alwaysText: new Set([
      'source',
      'account',
      'region',
      'detail-type',
      ...[...wanted.alwaysText].map((field) => `detail.${field}`),
    ]),
  };
}

/** An event of `guardduty.amazonaws.com` has the source `aws.guardduty`. */
function sourcesOf(expression: Expression): readonly Expression[] {
  const services = new Set(
    atomsOf(expression).flatMap((atom) =>
      atom.kind === 'text' && atom.field === 'eventSource' && atom.pieces.length === 1 ? atom.pieces : [],
    ),
  );
  if (services.size === 0) return [];
  const pairs = [...services].map((service) =>
    and(isText('detail.eventSource', service), isText('source', `aws.${service.split('.')[0]}`)),
  );
  return [or(...pairs)];
}

/** Name of a rule for a reader. */
export function nameOfRule({ name, observation }: EventRule): string {
  return [name, observation.arn, observation.urn].find((one) => typeof one === 'string') ?? 'a rule';
}

/** Tells a rule that is on; the second name of it also takes in calls that only read. */
function isOn(state: string | null): boolean {
  return state === null || state.startsWith('ENABLED');
}

/** Tells whether a rule can take in events; `undefined` while its pattern is not understood. */
export function canTakeIn(pattern: string, events: Expression): boolean | undefined {
  return canBothHold(events, readEventPattern(pattern));
}

const nobodyKnown = Symbol('place not known');
const rulesByBus = listIndex<EventRule>((rule) => {
  const { accountId, region, bus } = rule;
  return [accountId, region, bus].some(isUnknown) ? [nobodyKnown] : [`${accountId}/${region}/${bus}`];
});
/** Rules of which a program does not say in which account they are. */
const placeholderRules = listIndex<EventRule>(({ accountId, region, bus }) => {
  const isOpen = typeof accountId === 'string' && (isPlaceholder(accountId) || isUrn(accountId));
  return isOpen && (isUnknown(bus) || bus === 'default') ? [region] : [];
});

/** Judges whether rules of the default bus in one account and Region tell somebody of some events there. */
export function rulesTell(wanted: WantedEvents, place: AccountRegion, estate: Estate): Verdict {
  const { items, complete } = estate.eventRules;
  const { accountId, region } = place;
  const [concealed] = rulesByBus(items, nobodyKnown);
  const hidden = concealed && [concealed.accountId, concealed.region, concealed.bus].find(isUnknown);
  const isElsewhere = !isPlaceholder(accountId) && placeholderRules(items, region).length > 0;
  const seen = estate.lens === 'live' ? complete : declared(wanted, accountId, estate);
  const because = hidden ?? (isElsewhere ? accountOpen : seen);
  const watchers = watchersOn(`${accountId}/${region}/default`, wanted, estate, true);
  const name = `${wanted.name} in ${accountId}/${region}`;
  return watchTogether(
    { ...wanted, name, expression: inPlace(wanted.expression, place, watchers) },
    watchers,
    because,
  );
}

/** That events are of this place matters where a rule asks for it; else all places share one question. */
function inPlace(
  expression: Expression,
  { accountId, region }: AccountRegion,
  watchers: readonly Watcher[],
): Expression {
  const asks = watchers.some(
    ({ takes }) =>
      'kind' in takes && atomsOf(takes).some(({ field }) => field === 'account' || field === 'region'),
  );
  return asks ? and(isText('account', accountId), isText('region', region), expression) : expression;
}

const rulesByAccount = listIndex<EventRule>(({ accountId }) => [accountId]);

/**
 * A program that has a rule on any of the events in an account is taken to declare all such rules of that account; one
 * without says nothing about them.
 */
function declared({ expression }: WantedEvents, accountId: string, { eventRules }: Estate): true | Unknown {
  const isConcerned = rulesByAccount(eventRules.items, accountId).some(
    ({ pattern }) => typeof pattern === 'string' && canTakeIn(pattern, expression) !== false,
  );
  if (isConcerned) return true;
  return eventRules.complete === true ? notDeclared : eventRules.complete;
}

const notDeclared = unknownBecause('open-world', 'the program has no rules on such events');
/** What a rule on a schedule takes in. */
const nothing = or();
const accountOpen = unknownBecause('open-world', 'the program does not say in which account its rules are');

function watchersOn(
  bus: string,
  wanted: WantedEvents,
  estate: Estate,
  mayForward: boolean,
): readonly Watcher[] {
  return rulesByBus(estate.eventRules.items, bus).map((rule) => watcherOf(rule, wanted, estate, mayForward));
}

function watcherOf(rule: EventRule, wanted: WantedEvents, estate: Estate, mayForward: boolean): Watcher {
  const { pattern } = rule;
  return {
    name: `rule ${nameOfRule(rule)}`,
    takes: isUnknown(pattern) ? pattern : pattern === null ? nothing : readEventPattern(pattern),
    tells: () => tells(rule, wanted, estate, mayForward),
  };
}

function tells(rule: EventRule, wanted: WantedEvents, estate: Estate, mayForward: boolean): Verdict {
  return all([isEnabled(rule), hasTarget(rule, (arn) => works(arn, wanted, estate, mayForward))]);
}

/** Judges whether a rule is on. */
export function isEnabled(rule: EventRule): Verdict {
  return decide(rule.state, `the state of ${nameOfRule(rule)}`, (state) =>
    isOn(state)
      ? pass(evidenceElsewhere(rule, 'state'))
      : fail(`${nameOfRule(rule)} is ${state}`, evidenceElsewhere(rule, 'state')),
  );
}

/** Judges whether one target of a rule works. */
export function hasTarget(rule: EventRule, works: (arn: string | Unknown) => Verdict): Verdict {
  return decide(rule.targets, `the targets of ${nameOfRule(rule)}`, (targets) => {
    const found = evidenceElsewhere(rule, 'targets');
    const none = fail(`${nameOfRule(rule)} has no target`, found);
    if (targets === null || targets.length === 0) return none;
    return all([pass(found), any(targets.map(({ arn }) => (arn === null ? none : works(arn))))]);
  });
}

/** Judges whether a target takes what it is sent. A program shows it of its own topics and buses alone. */
function works(arn: string | Unknown, wanted: WantedEvents, estate: Estate, mayForward: boolean): Verdict {
  if (isUnknown(arn)) return estate.lens === 'live' ? unknown('a target is not known', arn) : pass();
  if (isTopicReference(arn)) return topicWorks(arn, estate);
  const { service, region, accountId, resource } = parseArn(arn) ?? {};
  if (service !== 'events' || !resource?.startsWith('event-bus/')) return pass();
  if (!mayForward) return fail(`${arn} would forward a second time`);
  const name = resource.slice('event-bus/'.length);
  const forwarded = { ...wanted, name: `${wanted.name} that are forwarded to ${arn}` };
  if (estate.lens === 'live') {
    const watchers = watchersOn(`${accountId}/${region}/${name}`, wanted, estate, false);
    return watchTogether(forwarded, watchers, estate.eventRules.complete);
  }
  const { items } = estate.eventRules;
  const [concealed] = rulesByBusName(items, nobodyKnown);
  const hidden = concealed && [concealed.region, concealed.bus].find(isUnknown);
  const own = rulesByBusName(items, `${region}/${name}`);
  if (own.length === 0)
    return hidden === undefined ? pass() : unknown(`the rules of ${arn} are not known`, hidden);
  const watchers = own.map((rule) => watcherOf(rule, wanted, estate, false));
  return watchTogether(forwarded, watchers, hidden ?? true);
}

function topicWorks(reference: string, estate: Estate): Verdict {
  if (estate.lens === 'live')
    return topicExists(estate, reference, (topic) => all([letsIn(topic, publisher.rule), isHeard(topic)]));
  const topic = findTopic(estate, reference);
  return topic === undefined ? pass() : letsIn(topic, publisher.rule);
}

/** A program seldom says in which account its bus is: its rules are found by the name of the bus. */
const rulesByBusName = listIndex<EventRule>(({ region, bus }) =>
  [region, bus].some(isUnknown) ? [nobodyKnown] : [`${region}/${bus}`],
);

/** Judges a place of an account in use; of one that is not known as an account all places are judged. */
export function ifInUse({ accountId }: AccountRegion, estate: Estate, judge: () => Verdict): Verdict {
  const account = findAccount(estate, accountId);
  return account === undefined ? judge() : ifActive(account, judge);
}

/** Judges whether rules tell of some events in every enabled Region of every account. */
export function rulesTellEverywhere(events: WantedEvents, estate: Estate): Verdict {
  const { items, complete } = estate.accounts;
  return all([
    ...items.map((account) =>
      ifActive(account, () =>
        decide(account.enabledRegions, `the Regions of ${account.id}`, (regions) =>
          all(
            (regions ?? []).map((region) =>
              rulesTell(events, { accountId: account.id, region, observation: account.observation }, estate),
            ),
          ),
        ),
      ),
    ),
    complete === true ? pass() : unknown('whether there are more accounts is not known', complete),
  ]);
}
