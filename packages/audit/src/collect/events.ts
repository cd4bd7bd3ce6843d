import {
  EventBridgeClient,
  ListRulesCommand,
  ListTargetsByRuleCommand,
  type Rule,
  type Target,
} from '@aws-sdk/client-eventbridge';
import { type EventRule, type Fact, isJudgedRule, isUnknown } from '@trailguard/controls';
import { callsIn } from './collected-call.ts';
import { type CallOptions, field, type Reader } from './reader.ts';

/** Calls of this collector. */
export const calls = callsIn('every account', 'events:ListRules', 'events:ListTargetsByRule');

/** A bus in an account and Region. */
export interface BusPlace {
  readonly accountId: string;
  readonly region: string;
  readonly bus: string;
}

/** `arn:PARTITION:events:REGION:ACCOUNT:event-bus/NAME` */
export function placeOfBus(arn: string): BusPlace | undefined {
  const [, region, accountId, bus] = /^arn:[^:]+:events:([^:]+):(\d{12}):event-bus\/(.+)$/.exec(arn) ?? [];
  return region && accountId && bus ? { accountId, region, bus } : undefined;
}

/** The rules of a bus that controls judge, with their targets. Those that AWS manages are left out. */
export async function readEventRules(reader: Reader, place: BusPlace): Promise<readonly Fact<EventRule>[]> {
  const { accountId, region, bus } = place;
  const client = reader.client(EventBridgeClient, accountId, region);
  const rules = await reader.ask(
    `events:ListRules of ${bus} in ${accountId}/${region}`,
    (options) =>
      everyPage(async (NextToken) => {
        const page = await client.send(new ListRulesCommand({ EventBusName: bus, ...NextToken }), options);
        return [page.Rules ?? [], page.NextToken];
      }),
    // A bus that does not exist has no rules.
    ['ResourceNotFoundException'],
  );
  if (rules === null || isUnknown(rules)) return [rules];
  return Promise.all(
    rules
      .filter(({ EventPattern, ManagedBy }) => EventPattern && !ManagedBy && isJudgedRule(EventPattern))
      .map((rule) => readRule(reader, client, place, rule)),
  );
}

async function readRule(
  reader: Reader,
  client: EventBridgeClient,
  { accountId, region, bus }: BusPlace,
  rule: Rule,
): Promise<EventRule> {
  const { Name, Arn } = rule;
  const targets = await reader.ask(
    `events:ListTargetsByRule of ${Name} in ${accountId}/${region}`,
    (options: CallOptions) =>
      everyPage(async (NextToken): Promise<readonly [readonly Target[], string | undefined]> => {
        const page = await client.send(
          new ListTargetsByRuleCommand({ Rule: Name, EventBusName: bus, ...NextToken }),
          options,
        );
        return [page.Targets ?? [], page.NextToken];
      }),
    // Deleted since it was listed.
    ['ResourceNotFoundException'],
  );
  return {
    name: field(Name, 'events:ListRules', 'Name'),
    accountId,
    region,
    bus,
    pattern: field(rule.EventPattern, 'events:ListRules', 'EventPattern'),
    state: field(rule.State, 'events:ListRules', 'State'),
    targets:
      targets === null || isUnknown(targets)
        ? targets
        : targets.map((target) => ({
            arn: field(target.Arn, 'events:ListTargetsByRule', 'Arn'),
            deadLetterArn: target.DeadLetterConfig?.Arn ?? null,
          })),
    observation: {
      arn: Arn ?? `${accountId}/${region}/${bus}/${Name}`,
      calls: {
        pattern: 'events:ListRules',
        state: 'events:ListRules',
        targets: 'events:ListTargetsByRule',
      },
      at: reader.clock.latest ?? '',
    },
  };
}

type Page<T> = readonly [items: readonly T[], next: string | undefined];

/** The SDK has no paginators for EventBridge. */
async function everyPage<T>(
  read: (token: { NextToken?: string }) => Promise<Page<T>>,
): Promise<readonly T[]> {
  const all: T[] = [];
  let next: string | undefined;
  do {
    const [items, following] = await read(next === undefined ? {} : { NextToken: next });
    all.push(...items);
    next = following || undefined;
  } while (next !== undefined);
  return all;
}
