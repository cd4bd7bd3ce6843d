import { hourStates } from '@trailguard/audit/integrity';
import { type Static, Type } from 'typebox';
import { Row } from './row.ts';

const instant = (description: string) => Type.String({ description: `${description}, ISO 8601.` });
const count = (description: string) => Type.Integer({ minimum: 0, description });

/** What is known of the log files that were read. */
const Logs = Type.Object(
  {
    verified: Type.Boolean({
      description: 'Whether only log files were read that CloudTrail’s signed digests prove.',
    }),
    files: count('Log files that were read.'),
    bytes: count('Of their text.'),
    events: count('Events of the range in them.'),
    unread: Type.Array(
      Type.Object(
        { object: Type.String({ description: '`bucket/key`' }), because: Type.String() },
        { additionalProperties: false },
      ),
      { description: 'Log files that were left out, or of which not everything could be read.' },
    ),
    hours: Type.Union(
      [
        Type.Object(
          Object.fromEntries(hourStates.map((state) => [state, Type.Integer({ minimum: 0 })])) as Record<
            (typeof hourStates)[number],
            ReturnType<typeof Type.Integer>
          >,
          { additionalProperties: false },
        ),
        Type.Null(),
      ],
      {
        description:
          'Hours of all accounts and Regions by what is proven of them; null when nothing was verified.',
      },
    ),
    faultCount: count('Digests and log files that are missing or not as they were delivered.'),
    faults: Type.Array(
      Type.Object(
        {
          kind: Type.Enum(['missing', 'tampered', 'unreferenced', 'unreadable']),
          what: Type.Enum(['digest', 'log file']),
          object: Type.Union([Type.String(), Type.Null()]),
          count: Type.Integer({ minimum: 1 }),
          from: instant('Inclusive'),
          to: instant('Exclusive'),
          because: Type.String(),
        },
        { additionalProperties: false },
      ),
      { description: 'The first of them. Log files among them were not read.' },
    ),
  },
  { additionalProperties: false },
);

const QuestionAnswer = Type.Object(
  {
    question: Type.String({ description: 'Its name, as the command line has it.' }),
    title: Type.String(),
    about: Type.String(),
    resource: Type.Optional(Type.String({ description: 'What a timeline is of.' })),
    rowCount: count('Rows that there are.'),
    rows: Type.Array(Row, { description: 'The first of them, in the order of time.' }),
    plot: Type.Array(Type.Number({ minimum: 0 }), { description: 'Events by equal parts of the range.' }),
  },
  { additionalProperties: false },
);

/** The report of an investigation; a reader of schema `trailguard.investigation/1` may rely on it. */
export const Investigation = Type.Object(
  {
    schema: Type.Literal('trailguard.investigation/1'),
    from: instant('Inclusive'),
    to: instant('Exclusive'),
    asOf: instant('When the logs were read'),
    newSince: instant('From when on something counts as new'),
    logs: Logs,
    answers: Type.Array(QuestionAnswer),
  },
  { additionalProperties: false },
);
export type Investigation = Static<typeof Investigation>;
export type QuestionAnswer = Static<typeof QuestionAnswer>;
export type InvestigatedLogs = Static<typeof Logs>;
