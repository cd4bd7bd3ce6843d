import { isNotNarrowed } from '../measures.ts';
import { guard } from './guard.ts';

/** What a service may do by a role of its own, such as to deliver or to forward events; the lens of programs finds it. */
export const serviceRole = guard({
  find: () => [],
  measures: { policy: isNotNarrowed('what the service may do') },
  whenGone: 'the service can no longer do it',
});
