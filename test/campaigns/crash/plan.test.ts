import { describe, expect, it } from 'vitest';
import { planRound, targets } from './plan.ts';

const plans = (seed: number) => Array.from({ length: 40 }, (_, number) => planRound(seed, number + 1));

describe('the plan of a crash campaign', () => {
  it('is the same for the same seed, whichever round is played alone', () => {
    expect(planRound(7, 12)).toEqual(plans(7)[11]);
    expect(planRound(8, 12)).not.toEqual(planRound(7, 12));
  });

  it('begins with the same kills when fewer are left to do', () => {
    expect(planRound(7, 3, 2).kills).toEqual(planRound(7, 3).kills.slice(0, 2));
  });

  it('kills everything that can die, by one process of the service and by two', () => {
    const all = plans(1);
    expect(new Set(all.flatMap(({ kills }) => kills.map(({ target }) => target)))).toEqual(new Set(targets));
    expect(new Set(all.map(({ replicas }) => replicas))).toEqual(new Set([1, 2]));
    for (const { afterMs } of all.flatMap(({ kills }) => kills)) {
      expect(afterMs).toBeGreaterThanOrEqual(300);
      expect(afterMs).toBeLessThanOrEqual(4_000);
    }
  });
});
