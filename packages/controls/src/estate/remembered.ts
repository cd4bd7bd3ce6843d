import type { Estate } from '../model/estate.ts';

/**
 * Remembers answers about an estate, by a key: what the organization's trails record is the same for each of a
 * thousand accounts. Forgotten with the estate, which must not change.
 */
export function remembered<T>(): (estate: Estate, key: string, answer: () => T) => T {
  const answers = new WeakMap<Estate, Map<string, T>>();
  return (estate, key, answer) => {
    const known = answers.get(estate) ?? new Map<string, T>();
    answers.set(estate, known);
    if (!known.has(key)) known.set(key, answer());
    return known.get(key) as T;
  };
}
