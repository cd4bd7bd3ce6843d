import { Type } from 'typebox';

const text = Type.String();
const count = Type.Integer({ minimum: 0 });
const severity = Type.Enum(['critical', 'high', 'medium', 'low']);
const textOrNone = Type.Union([text, Type.Null()]);
const days = Type.Number({ minimum: 0 });

/** The JSON schema of a triage of GuardDuty's findings. */
export const TriageSchema = Type.Object(
  {
    at: Type.String({ description: 'The time that ages are counted by, ISO 8601.' }),
    limits: Type.Object({ daysHighSev: days, daysMediumSev: days, daysLowSev: days, staleDays: days }),
    detectors: count,
    bySeverity: Type.Array(
      Type.Object({
        severity,
        limitDays: days,
        open: count,
        late: Type.Integer({ minimum: 0, description: 'Open beyond the limit.' }),
        stale: Type.Integer({ minimum: 0, description: 'Open with nothing new for staleDays.' }),
        oldestDays: Type.Union([count, Type.Null()]),
      }),
    ),
    overdue: Type.Array(
      Type.Object({
        id: text,
        type: text,
        accountId: text,
        region: textOrNone,
        severity,
        score: Type.Number(),
        createdAt: text,
        days: Type.Integer(),
        isLate: Type.Boolean(),
        isStale: Type.Boolean(),
      }),
      { description: 'Late or stale ones, the gravest first; at most 1,000.' },
    ),
    suppressions: Type.Array(
      Type.Object({
        name: text,
        region: textOrNone,
        owner: textOrNone,
        reviewBy: textOrNone,
        faults: Type.Array(text),
      }),
      { description: 'Filters that archive findings.' },
    ),
    closedHigh: Type.Integer({
      minimum: 0,
      description: 'Of severity 7 or more, archived in the last 30 days.',
    }),
    unread: Type.Array(Type.Object({ unknown: text, detail: text, until: Type.Optional(text) }), {
      description: 'Lists that were not read to their end: there may be more of everything.',
    }),
  },
  { description: 'GuardDuty’s findings by what there is to do about them; of an audit.' },
);
