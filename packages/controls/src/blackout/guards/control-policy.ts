import { isNotLoosened, losesNone } from '../measures.ts';
import { guard, thing } from './guard.ts';

/** A service or resource control policy: what members can never do. */
export const controlPolicy = guard({
  find: ({ controlPolicies }) =>
    controlPolicies.items.map((one) => ({
      ...thing(one, one.name),
      values: { content: one.content, targets: one.targets },
    })),
  measures: {
    content: isNotLoosened('what it denies'),
    targets: losesNone('targets'),
  },
  whenGone: 'members can do what it denied',
  isReplaceable: true,
});
