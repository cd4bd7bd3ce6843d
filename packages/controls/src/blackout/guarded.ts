import type { Estate } from '../model/estate.ts';
import { guards } from './guards/index.ts';

/** Something that keeps logs, findings or the organization's hold on them, with what is measured of it. */
export interface Guarded {
  /** Kind and resource. */
  readonly id: string;
  readonly kind: string;
  /** What it is called in AWS, where that is known: a new URN is no new thing, and a new name is one. */
  readonly name: string;
  /** URN or ARN of the resource that it is. */
  readonly resource: string;
  readonly account?: string;
  readonly region?: string;
  /** Plain JSON by measure; a fact that is not known stands as it is. */
  readonly values: Readonly<Record<string, unknown>>;
}

/** All that guards of each kind find. */
export function guardedOf(estate: Estate): readonly Guarded[] {
  return Object.entries(guards).flatMap(([kind, { find }]) =>
    find(estate).map((found) => ({ ...found, id: `${kind} ${found.resource}`, kind })),
  );
}
