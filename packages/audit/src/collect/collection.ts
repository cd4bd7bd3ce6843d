import { type Collection, type Fact, isUnknown, type Unknown } from '@trailguard/controls';

/** What was read; absent ones are left out, and an unknown one leaves the list open. */
export function collectionOf<T>(facts: readonly Fact<T>[], unread?: Unknown): Collection<T> {
  const items = facts.filter((fact): fact is T & {} => fact !== null && !isUnknown(fact));
  return { items, complete: unread ?? facts.find(isUnknown) ?? true };
}
