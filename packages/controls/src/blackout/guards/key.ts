import { doesNotSink, isNotLoosened, losesNone, staysOn } from '../measures.ts';
import { refusalOf } from '../service-access.ts';
import { servicesAdmittedBy } from './admitted.ts';
import { guard, thing } from './guard.ts';
import { isUnknown } from '../../model/fact.ts';

/** A key that log files are encrypted with: without it they cannot be read again. */
export const key = guard({
  find: ({ keys }) =>
    keys.items
      .filter(({ manager }) => manager !== 'AWS')
      .map((one) => ({
        ...thing(one, one.arn),
        values: {
          isEnabled: isUnknown(one.state) ? one.state : one.state === null || one.state === 'Enabled',
          rotates: one.rotates,
          deletionWindow: one.deletionWindowDays,
          policy: one.policy,
          services: servicesAdmittedBy(one.policy),
          admitsTrail:
            one.role !== 'trail-logs' || one.policy === null
              ? null
              : isUnknown(one.policy)
                ? one.policy
                : refusalOf(one.policy, 'kms:GenerateDataKey') === undefined,
          isProtected: isUnknown(one.removal) ? one.removal : (one.removal?.isProtected ?? null),
        },
      })),
  measures: {
    isEnabled: staysOn('the key is enabled'),
    rotates: staysOn('rotation'),
    deletionWindow: doesNotSink('days to the end of a deleted key'),
    policy: isNotLoosened('key policy'),
    services: losesNone('key policy'),
    admitsTrail: staysOn('CloudTrail may encrypt'),
    isProtected: staysOn('protection from deletion by the program'),
  },
  whenGone: 'all that was encrypted with it can never be read again',
});
