import { recordKinds } from '@trailguard/controls';
import { RecordEntry } from '@trailguard/controls/records';
import { reviewNames } from '@trailguard/controls/reviews';
import { Type } from 'typebox';

const Time = Type.String({ format: 'date-time' });
const OrNull = (description: string) => Type.Union([Type.String(), Type.Null()], { description });
const text = (maxLength: number, description: string) =>
  Type.String({ minLength: 1, maxLength, pattern: '\\S', description });
const texts = (description: string, minItems = 0) =>
  Type.Array(text(500, 'no empty text'), { minItems, maxItems: 200, description });

/** Kind of a review. */
export const ReviewName = Type.Enum([...reviewNames], { description: 'What is looked at' });

/** A kind of review as the calendar shows it. */
export const Review = Type.Object({
  kind: ReviewName,
  title: Type.String(),
  controlId: OrNull('Control that asks for it; null: none, it is kept for other evidence'),
  days: Type.Number({ description: 'After which it has to be done again' }),
  how: Type.String({ description: 'How it is done' }),
  state: Type.Enum(['done', 'due-soon', 'overdue', 'failed', 'never'], {
    description: 'failed: its last record says so, or is no evidence',
  }),
  dueAt: Type.Union([Time, Type.Null()], { description: 'null when it was never done' }),
  because: OrNull('Why its last record is no evidence; null when it is'),
  last: Type.Union(
    [
      Type.Object({
        id: Type.String(),
        at: Time,
        by: Type.Array(Type.String()),
        signedOffBy: OrNull('Who accepted it'),
        outcome: Type.Enum(['passed', 'failed']),
        reference: Type.String(),
      }),
      Type.Null(),
    ],
    { description: 'Its last record, of the service or of the file of records; null when there is none' },
  ),
});

export const SignOffRequest = Type.Object(
  {
    kind: ReviewName,
    by: texts('Who did it; the caller, who signs it off, is none of them', 1),
    outcome: Type.Enum(['passed', 'failed'], { description: 'Whether it was accepted, or worked' }),
    reference: text(2_000, 'Where it is kept in full: a ticket, a report, an object'),
    covers: Type.Optional(texts('What was looked at; default: all that the kind asks for')),
    scope: Type.Optional(
      texts('Accounts, account/region pairs, ARNs it speaks of; default: the whole organization', 1),
    ),
    counts: Type.Optional(
      Type.Record(
        Type.String({ pattern: '^[A-Za-z][\\w -]{0,63}$' }),
        Type.Integer({ minimum: 0, maximum: 1e9 }),
        {
          description: 'Numbers it found, such as findings by severity',
          maxProperties: 50,
        },
      ),
    ),
    actions: Type.Optional(texts('What was decided or done in consequence')),
    at: Type.Optional(
      Type.String({
        format: 'date-time',
        description: 'when it was finished; default: now, by the clock of AWS',
      }),
    ),
    nextDue: Type.Optional(
      Type.String({
        format: 'date-time',
        description: 'when it must be done again; default: by the control’s own limit',
      }),
    ),
  },
  {
    additionalProperties: false,
    description: 'A review that was done, to be signed off by the caller',
    examples: [
      {
        kind: 'findings-review',
        by: ['alice@example.com'],
        outcome: 'passed',
        reference: 'https://tickets.example.com/SEC-200',
        counts: { high: 1, low: 4 },
        actions: ['the probe of the test host is wanted'],
      },
    ],
  },
);

/** Number of a record of the service, as text. */
export const RecordNumber = Type.String({
  pattern: '^[1-9][0-9]{0,14}$',
  description: 'the number of a record, from 1 on',
});

export const EvidenceRecord = Type.Object(
  {
    sequence: Type.Integer({ minimum: 1, description: 'Counts from 1 without gaps' }),
    at: Type.String({
      format: 'date-time',
      description: 'When it was written, by the clock of the database',
    }),
    by: Type.Union(
      [
        Type.Object({
          kind: Type.Enum(['api-key', 'token']),
          subject: Type.String({ description: 'Stays the same when a key is rotated or a token renewed' }),
          name: Type.String(),
        }),
        Type.Null(),
      ],
      { description: 'Who signed it; null: a job' },
    ),
    job: Type.Union([Type.String(), Type.Null()], { description: 'Id of the job that wrote it' }),
    record: Type.Object(RecordEntry.properties, { description: 'As docs/records.md describes it' }),
    previous: OrNull('SHA-256 of the line before; null in the first'),
    hash: Type.String({ pattern: '^[0-9a-f]{64}$', description: 'SHA-256 of its own line' }),
  },
  {
    $id: 'EvidenceRecord',
    description: 'A review that was signed off, or what a job verified',
    examples: [
      {
        sequence: 1,
        at: '2026-01-31T09:00:00.000Z',
        by: { kind: 'token', subject: 'token:https://idp.example.com:bob', name: 'bob@example.com' },
        job: null,
        record: {
          id: 'findings-review-2026-01-31',
          kind: 'findings-review',
          at: '2026-01-31T08:30:00.000Z',
          by: ['alice@example.com'],
          signedOffBy: 'bob@example.com',
          outcome: 'passed',
          counts: { high: 1, low: 4 },
          actions: ['the probe of the test host is wanted'],
          reference: 'https://tickets.example.com/SEC-200',
        },
        previous: null,
        hash: 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
      },
    ],
  },
);

/** Filter of a list of records. */
export const RecordKindFilter = Type.Optional(
  Type.Enum([...recordKinds], { description: 'Records of this kind alone' }),
);
