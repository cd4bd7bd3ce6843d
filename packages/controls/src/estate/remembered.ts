import type { Estate } from '../model/estate.ts';
import { memoryOf } from './memory.ts';

/**
 * Remembers answers about an estate, by a key: what the organization's trails record is the same for each of a
 * thousand accounts. Forgotten with the estate, which must not change.
 */
export function remembered<T, K = string>(): (estate: Estate, key: K, answer: () => T) => T {
  const own = {};
  return (estate, key, answer) => {
    const memory = memoryOf(estate);
    let known = memory.get(own) as Map<K, T> | undefined;
    if (known === undefined) {
      known = new Map();
      memory.set(own, known);
    }
    if (!known.has(key)) known.set(key, answer());
    return known.get(key) as T;
  };
}
