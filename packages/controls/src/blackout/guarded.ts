import type { Estate } from '../model/estate.ts';
import { guards } from './guards/index.ts';

/** Something that keeps logs, findings or the organization's hold on them, with what is measured of it. */
export interface Guarded {
  /** Kind and name of the thing: what it is called in AWS where that is known, so that a new URN is no new thing. */
  readonly id: string;
  readonly kind: string;
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
  return Object.entries(guards).flatMap(([kind, { find, isPerPlace = false }]) =>
    find(estate).map((found) => {
      const { account, region, name } = found;
      const place = isPerPlace ? [account, region].filter((part) => part !== undefined) : [];
      return { ...found, id: [kind, name, ...place].join(' '), kind };
    }),
  );
}
