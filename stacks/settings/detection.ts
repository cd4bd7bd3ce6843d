import { Type } from 'typebox';

/** GuardDuty. */
export const DetectionProperties = {
  createServiceLinkedRole: Type.Boolean({
    default: true,
    description:
      "whether GuardDuty's service-linked role is still to be made in the management account: true or false",
    examples: ['false'],
  }),
};
