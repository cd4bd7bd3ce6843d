import type { Estate } from '../../model/estate.ts';
import type { Fact } from '../../model/fact.ts';
import { identityOf, isPlaceholder, isUrn, type Observed } from '../../model/observation.ts';
import type { Guarded } from '../guarded.ts';
import type { Measure } from '../measures.ts';

/** A thing as its guard finds it. */
export type FoundThing = Omit<Guarded, 'id' | 'kind'>;

/** What is kept of one kind of thing. */
export interface Guard<M extends string = string> {
  /** Such things in an estate, with a value for each measure. */
  find(estate: Estate): readonly (FoundThing & { readonly values: Readonly<Record<M, unknown>> })[];
  readonly measures: Readonly<Record<M, Measure>>;
  /** What is lost with the thing itself; left out where its end takes nothing away. */
  readonly whenGone?: string;
  /** A new thing of the kind may take the place of one that goes, if nothing about it is weaker. Default: no. */
  readonly isReplaceable?: boolean;
}

/** Declares a guard, so that its values are those of its measures. */
export function guard<const M extends string>(definition: Guard<M>): Guard {
  return definition as Guard;
}

/** Name and place of an observed thing. */
export function thing(
  observed: Observed & { readonly accountId?: Fact<string>; readonly region?: Fact<string> },
  name: Fact<string>,
): Omit<FoundThing, 'values'> {
  const { accountId, region } = observed;
  const own = typeof name === 'string' && !isUrn(name) ? name : undefined;
  const resource = identityOf(observed) ?? own ?? '(unknown)';
  return {
    name: own ?? resource,
    resource,
    ...(typeof accountId === 'string' && !isPlaceholder(accountId) ? { account: accountId } : {}),
    ...(typeof region === 'string' && !isPlaceholder(region) ? { region } : {}),
  };
}
