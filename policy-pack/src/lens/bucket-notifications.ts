import type { BucketNotifications, Fact } from '@trailguard/controls';
import { hasUnresolved, itemsOf, objectOf, type Plain, unresolved } from './plain-values.ts';
import { textOf, unresolvedFact } from './program.ts';
import type { ProgramResource } from './program-resource.ts';

const kinds = ['topics', 'queues', 'lambdaFunctions'];

/** Who is told by a BucketNotification. The ARN of a receiver need not be known yet. */
export function notificationsOf(resource: ProgramResource): Fact<BucketNotifications> {
  const eventBridge = resource.get('eventbridge');
  if (eventBridge === true) return { eventBridge: true, targets: [] };
  const lists = kinds.map((kind) => resource.get(kind));
  const targets = lists.flatMap((list) => itemsOf(list).map(targetOf));
  const isOpen = eventBridge === unresolved || lists.includes(unresolved) || targets.includes(undefined);
  return isOpen
    ? unresolvedFact(resource, 'topics')
    : { eventBridge: false, targets: targets.filter((target) => target !== undefined) };
}

function targetOf(value: Plain) {
  const target = objectOf(value);
  if (target === undefined) return undefined;
  const { events, filterPrefix, filterSuffix } = target;
  const deciding: readonly Plain[] = [events, filterPrefix, filterSuffix];
  if (deciding.some(hasUnresolved)) return undefined;
  return {
    events: itemsOf(events).flatMap((event) => textOf(event) ?? []),
    prefix: textOf(filterPrefix) ?? '',
    suffix: textOf(filterSuffix) ?? '',
  };
}
