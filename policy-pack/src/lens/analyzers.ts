import type { AccessAnalyzer, Collection } from '@trailguard/controls';
import { accountOf, factOf, openWorld, type Program, regionOrPlaceholder, resourcesOf } from './program.ts';
import { types } from './types.ts';

/** The analyzers of a program; what they find, a live account tells. */
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
  return { items, complete: openWorld };
}
