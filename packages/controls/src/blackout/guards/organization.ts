import { isUnknown } from '../../model/fact.ts';
import { losesNone } from '../measures.ts';
import { guard } from './guard.ts';

/** What lets services act across the organization. */
export const organization = guard({
  find: ({ organization: one }) =>
    one === null || isUnknown(one)
      ? []
      : [
          {
            name: one.id,
            resource: one.observation.urn ?? one.observation.arn ?? one.id,
            values: {
              trustedServices: one.trustedServices,
              administrators: isUnknown(one.delegatedAdministrators)
                ? one.delegatedAdministrators
                : Object.entries(one.delegatedAdministrators ?? {})
                    .flatMap(([service, ids]) => ids.map((id) => `${id} for ${service}`))
                    .sort(),
              policyTypes: one.enabledPolicyTypes,
            },
          },
        ],
  measures: {
    trustedServices: losesNone('trusted access'),
    administrators: losesNone('delegated administrators'),
    policyTypes: losesNone('policy types'),
  },
});
