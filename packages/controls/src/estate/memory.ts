import type { Estate } from '../model/estate.ts';

/** What is remembered of an estate, by who remembers it. */
export type Memory = Map<object, unknown>;

/** Where an estate keeps what is remembered of it. */
export const memoryKey = Symbol('memory');

const memories = new WeakMap<Estate, Memory>();

/**
 * What is remembered of an estate, which must not change; forgotten with it. An estate in order keeps it itself: policies of
 * single resources make estates by the thousand, and what a WeakMap holds stays until all of the memory is cleaned up.
 */
export function memoryOf(estate: Estate): Memory {
  const own = (estate as { readonly [memoryKey]?: Memory })[memoryKey];
  if (own !== undefined) return own;
  const known = memories.get(estate) ?? new Map<object, unknown>();
  memories.set(estate, known);
  return known;
}
