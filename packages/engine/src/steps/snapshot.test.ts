import { describe, expect, it } from 'vitest';
import { fromCheckpoint, toCheckpoint } from '../resource/checkpoint.ts';
import { newState, type ResourceState } from '../resource/state.ts';
import { Snapshot } from './snapshot.ts';
import { sameStep } from './step.ts';

const made = (change: Partial<ResourceState> = {}): ResourceState => ({
  ...newState({ type: 'p:index:Thing', urn: 'urn:pulumi:s::p::p:index:Thing::a', custom: true }),
  id: 'a-1',
  inputs: { name: 'a', list: [1, { k: 'v' }] },
  ...change,
});
/** As the last deployment saved it. */
const saved = (): ResourceState => fromCheckpoint(toCheckpoint(made({ created: '2026-01-01T00:00:00Z' })));

/** How often the state is saved when a step finds a resource the same. */
async function savesOf(state: ResourceState): Promise<number> {
  let saves = 0;
  const old = saved();
  const snapshot = new Snapshot([old], [], new Map(), async () => {
    saves++;
  });
  const step = sameStep(old, state);
  await snapshot.begin(step);
  await snapshot.end(step, true);
  return saves;
}

describe('the saved state', () => {
  it('is not written for a resource that is just as it was saved', async () => {
    expect(await savesOf(made())).toBe(0);
  });

  it.each([
    ['inputs', { inputs: { name: 'a', list: [1, { k: 'w' }] } }],
    ['options', { protect: true }],
    ['place in the program', { sourcePosition: 'project:///index.ts#1,1' }],
  ] as const)('is written for an unchanged resource with other %s', async (_what, change) => {
    expect(await savesOf(made(change as Partial<ResourceState>))).toBe(1);
  });
});
