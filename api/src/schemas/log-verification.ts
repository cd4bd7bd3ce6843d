import { Type } from 'typebox';

const time = (description: string) => Type.Optional(Type.String({ format: 'date-time', description }));

/** Body of a request to verify the logs. */
export const LogVerificationRequest = Type.Object(
  {
    from: time('beginning; default: where the verification before ended, and at least seven days back'),
    to: time('end, not included; default: now, by AWS’s clock'),
  },
  {
    additionalProperties: false,
    description: 'The hours that are verified',
    examples: [{ from: '2026-01-01T00:00:00Z', to: '2026-02-01T00:00:00Z' }],
  },
);
