import type { BucketNotifications, Fact, NotificationTarget } from '@trailguard/controls';
import { hasUnresolved, itemsOf, objectOf, type Plain, unresolved } from './plain-values.ts';
import { textOf, unresolvedFact } from './program.ts';
import type { ProgramResource } from './program-resource.ts';

/** Lists of receivers, and the property of each that holds its ARN. */
const kinds = { topics: 'topicArn', queues: 'queueArn', lambdaFunctions: 'lambdaFunctionArn' } as const;

/** Who is told by a BucketNotification. The ARN of a receiver need not be known yet. */
export function notificationsOf(resource: ProgramResource): Fact<BucketNotifications> {
  const eventBridge = resource.get('eventbridge');
  if (eventBridge === true) return { eventBridge: true, targets: [] };
  const lists = Object.keys(kinds).map((kind) => resource.get(kind));
  const targets = Object.values(kinds).flatMap((arnName, index) =>
    itemsOf(lists[index]).map((value) => targetOf(value, arnName, resource)),
  );
  const isOpen = eventBridge === unresolved || lists.includes(unresolved) || targets.includes(undefined);
  return isOpen
    ? unresolvedFact(resource, 'topics')
    : { eventBridge: false, targets: targets.filter((target) => target !== undefined) };
}

function targetOf(value: Plain, arnName: string, resource: ProgramResource): NotificationTarget | undefined {
  const target = objectOf(value);
  if (target === undefined) return undefined;
  const { events, filterPrefix, filterSuffix } = target;
  const deciding: readonly Plain[] = [events, filterPrefix, filterSuffix];
  if (deciding.some(hasUnresolved)) return undefined;
  return {
    arn: textOf(target[arnName]) ?? unresolvedFact(resource, arnName),
    events: itemsOf(events).flatMap((event) => textOf(event) ?? []),
    prefix: textOf(filterPrefix) ?? '',
    suffix: textOf(filterSuffix) ?? '',
  };
}
