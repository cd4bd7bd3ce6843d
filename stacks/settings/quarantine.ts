import { Type } from 'typebox';

/** The unit that suspends accounts. */
export const QuarantineProperties = {
  quarantineUnit: Type.Boolean({
    default: true,
    description:
      'whether there is an organizational unit that suspends the accounts moved into it: true or false. Service control policies have to be enabled in the root',
    examples: ['true'],
  }),
  quarantineUnitName: Type.String({
    minLength: 1,
    maxLength: 128,
    default: 'Quarantine',
    description: 'the name of the unit that suspends accounts, 1 to 128 characters',
    examples: ['Quarantine'],
  }),
};
