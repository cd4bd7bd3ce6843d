import { Type } from 'typebox';
import { hourStates } from './hour-state.ts';

const instant = (description: string) => Type.String({ description: `ISO 8601, ${description}.` });
const count = Type.Integer({ minimum: 0 });

const Fault = Type.Object(
  {
    kind: Type.Enum(['missing', 'tampered', 'unreferenced', 'unreadable']),
    what: Type.Enum(['digest', 'log file']),
    object: Type.Union([Type.String(), Type.Null()], {
      description:
        '`bucket/key`, or the folder that could not be listed; null when nobody knows it, as of a digest that no other one names.',
    }),
    count: Type.Integer({ minimum: 1, description: 'Missing digests are counted by their hours.' }),
    from: instant('inclusive'),
    to: instant('exclusive'),
    because: Type.String(),
  },
  { additionalProperties: false },
);

const End = Type.Object(
  {
    chain: Type.String({ description: '`account region trail homeRegion`: which chain.' }),
    object: Type.String({ description: '`bucket/key` of its last digest that was verified.' }),
    end: instant('end of that digest'),
    sha256: Type.String({ pattern: '^[0-9a-f]{64}$', description: 'Of that digest, uncompressed.' }),
  },
  { additionalProperties: false },
);

/** What the digests of one account and Region prove, as reports have it. */
export const PlaceReportSchema = Type.Object(
  {
    accountId: Type.String({ pattern: '^\\d{12}$' }),
    region: Type.String(),
    from: instant('beginning of the first hour'),
    hours: Type.Array(Type.Enum([...hourStates]), { description: 'One for each hour of the range.' }),
    verified: Type.Object({ digests: count, logFiles: count }, { additionalProperties: false }),
    faults: Type.Array(Fault, { description: 'The first ones, in the order of time.' }),
    faultCount: count,
    ends: Type.Array(End),
  },
  { additionalProperties: false },
);
