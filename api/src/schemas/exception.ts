import { Type } from 'typebox';

const Day = Type.String({ format: 'date' });
const texts = () => Type.Optional(Type.Array(Type.String()));

export const ExceptionStates = ['holds', 'ends-soon', 'ended', 'begins-later'] as const;

/** A finding, or a blackout, that somebody accepted for a time. */
export const Exception = Type.Object({
  control: Type.String({ description: 'The control that is waived, or the guard' }),
  scope: Type.Object(
    { accounts: texts(), regions: texts(), urns: texts(), arns: texts() },
    { description: 'What it takes in: every part that is there must fit, by one of its items' },
  ),
  reason: Type.String(),
  owner: Type.String(),
  approver: Type.String(),
  ticket: Type.String(),
  from: Day,
  until: Type.Unsafe<string>({ ...Day, description: 'Its last day' }),
  position: Type.String({ description: '`file:line`' }),
  state: Type.Enum([...ExceptionStates]),
  daysLeft: Type.Integer({ description: 'Until its last day; 0 on it, less than 0 after it' }),
  waives: Type.Union([Type.Array(Type.String()), Type.Null()], {
    description:
      'What it accepts in the last audits, at most 1000; null of one for a blackout, which no audit shows',
  }),
});

/** Filter of a list of exceptions. */
export const ExceptionQuery = Type.Object(
  {
    state: Type.Optional(Type.Enum([...ExceptionStates], { description: 'Exceptions in this state alone' })),
  },
  { additionalProperties: false },
);
