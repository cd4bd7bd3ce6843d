import {
  type AdministratorDetector,
  type AlertingEstate,
  type Bucket,
  type Collection,
  type EventRule,
  type Fact,
  isUnknown,
  type Key,
  type LogGroup,
  type Topic,
  type Trail,
  type Unknown,
} from '@trailguard/controls';
import { readAlarms } from './cloudwatch.ts';
import { collectionOf } from './collection.ts';
import { type BusPlace, placeOfBus, readEventRules } from './events.ts';
import { type KeyHome, readKey } from './kms.ts';
import {
  homeOfLogGroup,
  type LogGroupHome,
  readLogGroup,
  readLogResourcePolicies,
  readMetricFilters,
} from './logs.ts';
import { regionsOf } from './read-account.ts';
import type { ReadMember } from './read-member.ts';
import type { Reader } from './reader.ts';
import { readTopic } from './sns.ts';

/** What tells people of events, and the keys that encrypt it. */
export interface ReadAlerting extends AlertingEstate {
  readonly keys: Collection<Key>;
}

/** What alerting is about. */
export interface Alerted {
  /** Accounts, with the rules of their default buses. */
  readonly members: readonly Pick<ReadMember, 'fact' | 'eventRules'>[];
  readonly trails: Collection<Trail>;
  /** Keys that are read already; they are part of the answer. */
  readonly keys: Collection<Key>;
  /** Why there are accounts or Regions that nobody knows. */
  readonly unread?: Unknown | undefined;
  /** Where GuardDuty is run from: findings of all members are events there. Default: nowhere. */
  readonly administrators?: readonly Pick<AdministratorDetector, 'accountId' | 'region'>[];
  /** Buckets of logs and findings, which tell topics what becomes of their objects. Default: none. */
  readonly buckets?: readonly Pick<Bucket, 'notifications'>[];
}

/**
 * Reads what tells people: log groups, filters and alarms once, where the trails stream to; event rules in each account
 * and Region, since EventBridge sees a call only there, and on the buses that they forward to; topics where they are.
 */
export async function readAlerting(
  reader: Reader,
  { members, trails, keys, unread, administrators = [], buckets = [] }: Alerted,
): Promise<ReadAlerting> {
  const unseen = trails.complete === true ? undefined : trails.complete;
  const homes = distinct(
    trails.items.flatMap(({ logGroupArn }) =>
      typeof logGroupArn === 'string' ? (homeOfLogGroup(logGroupArn) ?? []) : [],
    ),
  );
  const places = distinct(homes.map(({ accountId, region }) => ({ accountId, region })));
  const [groups, filters, policies, alarms, rules] = await Promise.all([
    Promise.all(homes.map((home: LogGroupHome) => readLogGroup(reader, home))),
    Promise.all(homes.map((home) => readMetricFilters(reader, home))),
    Promise.all(places.map(({ accountId, region }) => readLogResourcePolicies(reader, accountId, region))),
    Promise.all(places.map(({ accountId, region }) => readAlarms(reader, accountId, region))),
    readRulesEverywhere(reader, members, administrators),
  ]);
  const eventRules = collectionOf(rules, unread);
  const alarmsRead = collectionOfLists(alarms, unseen);
  const topics = await readTopics(reader, [
    ...trails.items.map(({ topicArn }) => topicArn),
    ...alarmsRead.items.flatMap(({ alarmActions }) => known(alarmActions)),
    ...eventRules.items.flatMap(({ targets }) => known(targets).map(({ arn }) => arn)),
    ...buckets.flatMap(({ notifications }) =>
      notifications === null || isUnknown(notifications) ? [] : notifications.targets.map(({ arn }) => arn),
    ),
  ]);
  const logGroups = collectionOf(groups, unseen);
  return {
    ...(await withKeys(reader, logGroups, topics, keys)),
    logResourcePolicies: collectionOfLists(policies, unseen),
    metricFilters: collectionOfLists(filters, unseen),
    alarms: alarmsRead,
    eventRules,
  };
}

function known<T>(list: Fact<readonly T[]>): readonly T[] {
  return list === null || isUnknown(list) ? [] : list;
}

function distinct<T>(places: readonly T[]): readonly T[] {
  return [...new Map(places.map((place) => [JSON.stringify(place), place])).values()];
}

function collectionOfLists<T>(lists: readonly Fact<readonly T[]>[], unread?: Unknown): Collection<T> {
  return { items: lists.flatMap(known), complete: unread ?? lists.find(isUnknown) ?? true };
}

/** The rules of every account and Region, where findings arrive, and of the buses that their targets are. */
async function readRulesEverywhere(
  reader: Reader,
  members: readonly Pick<ReadMember, 'fact' | 'eventRules'>[],
  administrators: readonly Pick<AdministratorDetector, 'accountId' | 'region'>[],
): Promise<readonly Fact<EventRule>[]> {
  const regions = new Map(members.map(({ fact }) => [fact.id, new Set(regionsOf(fact))]));
  const isRead = ({ accountId, region, bus }: BusPlace) =>
    bus === 'default' && regions.get(accountId)?.has(region) === true;
  const withFindings = distinct(
    administrators.flatMap(({ accountId, region }): readonly BusPlace[] =>
      typeof accountId === 'string' && typeof region === 'string'
        ? [{ accountId, region, bus: 'default' }]
        : [],
    ),
  ).filter((place) => !isRead(place));
  const rules = [
    ...members.flatMap(({ eventRules }) => eventRules),
    ...(await Promise.all(withFindings.map((place) => readEventRules(reader, place)))).flat(),
  ];
  const findingPlaces = new Set(withFindings.map((place) => JSON.stringify(place)));
  const buses = distinct(
    rules.flatMap((rule) =>
      rule === null || isUnknown(rule)
        ? []
        : known(rule.targets).flatMap(({ arn }) => (typeof arn === 'string' ? (placeOfBus(arn) ?? []) : [])),
    ),
  ).filter((place) => !isRead(place) && !findingPlaces.has(JSON.stringify(place)));
  const forwarded = await Promise.all(buses.map((place) => readEventRules(reader, place)));
  return [...rules, ...forwarded.flat()];
}

/** Each topic once. One that cannot be read hides nothing but itself. */
async function readTopics(reader: Reader, references: readonly Fact<string>[]): Promise<Collection<Topic>> {
  const arns = new Set(
    references.filter((arn): arn is string => typeof arn === 'string' && /^arn:[^:]+:sns:/.test(arn)),
  );
  return { items: await Promise.all([...arns].map((arn) => readTopic(reader, arn))), complete: true };
}

/** Reads keys of log groups and topics, and names them by ARN where they are named by id or alias. */
async function withKeys(
  reader: Reader,
  logGroups: Collection<LogGroup>,
  topics: Collection<Topic>,
  keys: Collection<Key>,
): Promise<Pick<ReadAlerting, 'logGroups' | 'topics' | 'keys'>> {
  const asked = new Map<string, Promise<Fact<Key>>>();
  const arnOf = async ({ kmsKeyId, accountId, region }: LogGroup | Topic): Promise<Fact<string>> => {
    // AWS's own key needs no look.
    if (typeof kmsKeyId !== 'string' || kmsKeyId.includes('alias/aws/')) return kmsKeyId;
    if (keys.items.some(({ arn }) => arn === kmsKeyId)) return kmsKeyId;
    const home: KeyHome = { accountId: String(accountId), region: String(region) };
    const id = kmsKeyId.startsWith('arn:') ? kmsKeyId : `${home.accountId}/${home.region}/${kmsKeyId}`;
    const reading = asked.get(id) ?? readKey(reader, kmsKeyId, home);
    asked.set(id, reading);
    const key = await reading;
    return key !== null && !isUnknown(key) && typeof key.arn === 'string' ? key.arn : kmsKeyId;
  };
  const named = async <T extends LogGroup | Topic>({ items, complete }: Collection<T>) => ({
    items: await Promise.all(
      items.map(async (item): Promise<T> => ({ ...item, kmsKeyId: await arnOf(item) })),
    ),
    complete,
  });
  const [namedGroups, namedTopics] = await Promise.all([named(logGroups), named(topics)]);
  const others = await Promise.all(asked.values());
  const found = new Map<unknown, Fact<Key>>(
    others.map((key) => [key === null || isUnknown(key) ? key : key.arn, key]),
  );
  for (const { arn } of keys.items) found.delete(arn);
  const further = collectionOf([...found.values()]);
  return {
    logGroups: namedGroups,
    topics: namedTopics,
    keys: {
      items: [...keys.items, ...further.items.map((key): Key => ({ ...key, role: 'other' }))],
      complete: keys.complete === true ? further.complete : keys.complete,
    },
  };
}
