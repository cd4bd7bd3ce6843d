import { contextOf, type Scope, type ServiceRules, text } from '../rules.ts';

/** https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-manage-iam-access.html */
export const events: ServiceRules = {
  prefix: 'events',
  hasResourcePolicies: true,
  arns: {
    'rule-on-default-event-bus': (scope) => (busName(scope) === 'default' ? rule(scope, '') : []),
    'rule-on-custom-event-bus': (scope) =>
      busName(scope) === 'default' ? [] : rule(scope, `${busName(scope)}/`),
    'event-bus': eventBuses,
    'event-busv2': () => [],
  },
  context: ({ call }) => {
    const entries = list(call.input.Entries);
    const targets = list(call.input.Targets);
    const collect = (items: readonly Record<string, unknown>[], member: string) =>
      items.flatMap((item) => (typeof item[member] === 'string' ? [item[member]] : []));
    return {
      ...contextOf({ 'events:managedby': text(call, 'ManagedBy') }),
      ...(entries.length > 0 && {
        'events:source': collect(entries, 'Source'),
        'events:detail-type': collect(entries, 'DetailType'),
      }),
      ...(targets.length > 0 && { 'events:targetarn': collect(targets, 'Arn') }),
    };
  },
};

const list = (value: unknown): readonly Record<string, unknown>[] =>
  Array.isArray(value) ? value.filter((item) => typeof item === 'object' && item !== null) : [];

/** A bus is given by name or ARN. */
const nameOf = (bus: string): string => bus.replace(/^arn:.*:event-bus\//, '');
const busName = ({ call }: Scope): string => nameOf(text(call, 'EventBusName') ?? 'default');

function rule({ call, accountId, partition }: Scope, bus: string): readonly string[] {
  const tagged = text(call, 'ResourceARN');
  if (tagged !== undefined) return tagged.includes(':rule/') ? [tagged] : [];
  const name = text(call, 'Rule') ?? (/Rule/.test(call.operation) ? text(call, 'Name') : undefined);
  return name === undefined ? [] : [`arn:${partition}:events:${call.region}:${accountId}:rule/${bus}${name}`];
}

function eventBuses({ call, accountId, partition }: Scope): readonly string[] {
  const tagged = text(call, 'ResourceARN') ?? text(call, 'EventSourceArn');
  if (tagged !== undefined) return tagged.includes(':event-bus/') ? [tagged] : [];
  const named =
    text(call, 'EventBusName') ?? (/EventBus/.test(call.operation) ? text(call, 'Name') : undefined);
  const entries = list(call.input.Entries).map((entry) => String(entry.EventBusName ?? 'default'));
  return [...new Set(entries.length > 0 ? entries : [named ?? 'default'])].map((bus) =>
    bus.startsWith('arn:') ? bus : `arn:${partition}:events:${call.region}:${accountId}:event-bus/${bus}`,
  );
}
