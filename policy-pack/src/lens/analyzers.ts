import type { AccessAnalyzer, Collection } from '@trailguard/controls';
import { accountOf, factOf, openWorld, type Program, regionOrPlaceholder, resourcesOf } from './program.ts';
import { types } from './types.ts';

/**
 * The analyzers of a program; what they find, a live account tells. A program that has an analyzer for each account of
 * its own shows in which Regions it has none.
 */
export function analyzersOf(program: Program): Collection<AccessAnalyzer> {
  const items = resourcesOf(program, types.analyzer).map(
    (resource): AccessAnalyzer => ({
      accountId: accountOf(resource),
      region: regionOrPlaceholder(resource),
      type: factOf<string>(resource, 'type', 'ACCOUNT'),
      status: 'ACTIVE',
      activeFindings: openWorld,
      observation: { urn: resource.urn },
    }),
  );
  return { items, complete: program.isWhole && watchesOwnAccounts(program, items) ? true : openWorld };
}

/** One of the organization is for all accounts; others are for their own, and leave those that a program creates. */
function watchesOwnAccounts(program: Program, analyzers: readonly AccessAnalyzer[]): boolean {
  if (analyzers.some(({ type }) => type === 'ORGANIZATION')) return true;
  const watched = new Set(analyzers.map(({ accountId }) => accountId));
  const isWatched = resourcesOf(program, types.detector).every((detector) =>
    watched.has(accountOf(detector)),
  );
  return analyzers.length > 0 && isWatched && resourcesOf(program, types.account).length === 0;
}
