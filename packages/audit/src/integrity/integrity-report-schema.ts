import { Type } from 'typebox';
import { hourStates } from './hour-state.ts';
import { PlaceReportSchema } from './place-report-schema.ts';

const count = Type.Integer({ minimum: 0 });

/** The JSON schema of what `verify-logs` reports; a reader of schema `trailguard.integrity/1` may rely on it. */
export const IntegrityReportSchema = Type.Object(
  {
    schema: Type.Literal('trailguard.integrity/1'),
    from: Type.String({ description: 'ISO 8601, inclusive.' }),
    to: Type.String({ description: 'Exclusive.' }),
    asOf: Type.String({ description: 'When the logs were read, by AWS’s clock where AWS was asked.' }),
    hours: Type.Object(Object.fromEntries(hourStates.map((state) => [state, count])), {
      additionalProperties: false,
      description: 'Hours of all accounts and Regions by what is known of them.',
    }),
    verified: Type.Object({ digests: count, logFiles: count }, { additionalProperties: false }),
    faultCount: count,
    places: Type.Array(PlaceReportSchema, { description: 'Accounts and Regions, sorted.' }),
    endsHead: Type.Union([Type.String({ pattern: '^[0-9a-f]{64}$' }), Type.Null()], {
      description: 'Hash of this run’s line in the file of ends; null without such a file.',
    }),
  },
  { additionalProperties: false },
);
