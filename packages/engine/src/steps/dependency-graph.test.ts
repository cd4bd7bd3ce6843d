import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { newState, type ResourceState } from '../resource/state.ts';
import { DependencyGraph } from './dependency-graph.ts';

/** Resources in dependency order: each rests on some of those before it. */
const states = fc
  .array(fc.array(fc.nat(30), { maxLength: 3 }), { minLength: 1, maxLength: 20 })
  .map((needs) =>
    needs.map((before, index): ResourceState => {
      const urns = before.filter((other) => other < index).map((other) => `urn:${other}`);
      const [parent = '', ...dependencies] = urns;
      return { ...newState({ type: 'a:b:C', urn: `urn:${index}`, custom: true }), parent, dependencies };
    }),
  );
const options = { seed: 11, numRuns: 200 };

describe('groups of deletions', () => {
  it('hold every resource once', () => {
    fc.assert(
      fc.property(states, (all) => {
        const deleted = new DependencyGraph(all).deletionGroups(all).flat();
        expect(new Set(deleted)).toEqual(new Set(all));
        expect(deleted).toHaveLength(all.length);
      }),
      options,
    );
  });

  it('never delete what another still rests on', () => {
    fc.assert(
      fc.property(states, (all) => {
        const groups = new DependencyGraph(all).deletionGroups(all);
        const groupOf = new Map(
          groups.flatMap((group, index) => group.map(({ urn }) => [urn, index] as const)),
        );
        for (const { urn, parent, dependencies } of all) {
          for (const needed of [parent, ...dependencies].filter(Boolean)) {
            expect(groupOf.get(needed)).toBeGreaterThan(groupOf.get(urn) as number);
          }
        }
      }),
      options,
    );
  });

  it('leave the replacement of a provider out of it', () => {
    const provider = (id: string) => ({
      ...newState({ type: 'pulumi:providers:p', urn: 'urn:p', custom: true }),
      id,
    });
    const managed = { ...newState({ type: 'p:x:Y', urn: 'urn:y', custom: true }), provider: 'urn:p::old' };
    const [old, fresh] = [provider('old'), provider('new')];
    const groups = new DependencyGraph([old, fresh, managed]).deletionGroups([managed, fresh, old]);
    expect(groups).toEqual([[managed], [fresh, old]]);
  });
});

describe('what some resources rest on', () => {
  it('is everything that they depend on, directly or not, and nothing else', () => {
    fc.assert(
      fc.property(states, fc.nat(19), (all, choice) => {
        const graph = new DependencyGraph(all);
        const chosen = all[choice % all.length] as ResourceState;
        const expected = all.filter((state) => graph.dependingOn(state, new Set(), true).includes(chosen));
        expect([...graph.neededBy([chosen])].map(({ urn }) => urn).sort()).toEqual(
          expected.map(({ urn }) => urn).sort(),
        );
      }),
      options,
    );
  });
});

describe('what depends on a resource', () => {
  it('is everything that rests on it, directly or not, and nothing else', () => {
    fc.assert(
      fc.property(states, fc.nat(), (all, pick) => {
        const root = all[pick % all.length] as ResourceState;
        const found = new Set(new DependencyGraph(all).dependingOn(root, new Set(), true));
        const rests = (state: ResourceState): boolean =>
          all.some(
            (other) =>
              [state.parent, ...state.dependencies].includes(other.urn) && (other === root || rests(other)),
          );
        expect(found).toEqual(new Set(all.filter(rests)));
      }),
      options,
    );
  });
});
