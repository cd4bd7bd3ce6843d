import { isUnknown } from '../../model/fact.ts';
import { doesNotStepDown, losesNone } from '../measures.ts';
import { guard, thing } from './guard.ts';

/** GuardDuty of the organization in a Region: whom it takes in by itself. Who administers it is a grant. */
export const detectionOrganization = guard({
  find: ({ detectionOrganizations }) =>
    detectionOrganizations.items.map((one) => {
      const region = typeof one.region === 'string' ? one.region : '(unknown)';
      return {
        ...thing(one, `in ${region}`),
        values: {
          autoEnable: one.autoEnable,
          features: one.features.items
            .filter(({ setting }) => setting === 'ALL' || setting === 'NEW')
            .map(({ name, setting }) => `${name} for ${setting}`)
            .sort(),
          members: isUnknown(one.members)
            ? one.members
            : (one.members ?? []).map(({ accountId }) => accountId).sort(),
        },
      };
    }),
  measures: {
    autoEnable: doesNotStepDown('accounts enabled by themselves', ['NONE', 'NEW', 'ALL']),
    features: losesNone('features enabled by themselves'),
    members: losesNone('members'),
  },
  whenGone: 'accounts are no longer enabled by themselves',
});
