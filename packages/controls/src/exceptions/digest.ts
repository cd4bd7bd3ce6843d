import { createHash } from 'node:crypto';
import type { Exception } from './exception.ts';

/**
 * A digest of what exceptions say, such as `sha256:9f86…`: an approval is bound to it, so that a change of an
 * exception undoes the approval. Comments, layout, order and the file's name count for nothing.
 */
export function digestOfExceptions(exceptions: readonly Exception[]): string {
  const entries = exceptions.map(({ position: _, ...said }) => JSON.stringify(canonical(said)));
  return `sha256:${createHash('sha256').update(entries.sort().join('\n')).digest('hex')}`;
}

/** The same value with keys, and items of lists, in an order of their own. */
function canonical(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(canonical).sort();
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .map(([key, item]) => [key, canonical(item)] as const)
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}
