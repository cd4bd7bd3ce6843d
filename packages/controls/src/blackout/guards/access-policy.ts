import { isNotLoosened, losesNone } from '../measures.ts';
import { guard } from './guard.ts';

/** Who may assume a role, or put events or messages where alerts pass; the lens of programs finds it. */
export const accessPolicy = guard({
  find: () => [],
  measures: { policy: isNotLoosened('who may use it'), admits: losesNone('who may use it') },
  whenGone: 'nobody can use it any more',
});
