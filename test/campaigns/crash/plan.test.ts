import { describe, expect, it } from 'vitest';
import { phases } from './phases.ts';
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

  it('kills everything that can die in all that a job can do, by one process of the service and by two', () => {
    const all = plans(1);
    const kills = all.flatMap((plan) => plan.kills);
    expect(new Set(kills.map(({ target }) => target))).toEqual(new Set(targets));
    for (const target of ['service', 'database'] as const) {
      const aims = kills.filter((kill) => kill.target === target).map(({ phase }) => phase);
      expect(new Set(aims)).toEqual(new Set(phases));
    }
    expect(new Set(all.map(({ replicas }) => replicas))).toEqual(new Set([1, 2]));
    expect(new Set(all.map(({ approvalOf }) => approvalOf))).toEqual(new Set(['requested', 'changes']));
  });

  it('kills a plugin while the engine works alone: no other phase has one', () => {
    const plugins = plans(1)
      .flatMap((plan) => plan.kills)
      .filter(({ target }) => target === 'provider' || target === 'policyPack');
    expect(new Set(plugins.map(({ phase }) => phase))).toEqual(new Set(['preview', 'apply']));
  });
});
