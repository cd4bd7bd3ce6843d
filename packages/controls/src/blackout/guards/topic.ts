import { isUnknown } from '../../model/fact.ts';
import { isKept, isNotLoosened, losesNone } from '../measures.ts';
import { servicesAdmittedBy } from './admitted.ts';
import { guard, thing } from './guard.ts';

/** A topic through which people and programs are told. */
export const topic = guard({
  find: ({ topics }) =>
    topics.items.map((one) => ({
      ...thing(one, one.arn),
      values: {
        policy: one.policy,
        services: servicesAdmittedBy(one.policy),
        key: one.kmsKeyId,
        subscriptions: isUnknown(one.subscriptions)
          ? one.subscriptions
          : (one.subscriptions ?? []).map(({ protocol }) => protocol).sort(),
      },
    })),
  measures: {
    policy: isNotLoosened('topic policy'),
    services: losesNone('topic policy'),
    key: isKept('encryption with a key'),
    subscriptions: isKept('subscriptions'),
  },
  whenGone: 'nobody is told through it any more',
  isReplaceable: true,
});
