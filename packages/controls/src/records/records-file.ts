import { type Static, Type } from 'typebox';
import { recordKinds } from '../model/records.ts';

const texts = (description: string, minItems = 0) =>
  Type.Array(Type.String({ minLength: 1, maxLength: 2048 }), { description, minItems, maxItems: 10_000 });

/** A date, or an instant in UTC: with another offset nobody sees at a glance which of two is later. */
const instant = (description: string) =>
  Type.String({
    pattern: '^\\d{4}-\\d{2}-\\d{2}(T\\d{2}:\\d{2}(:\\d{2}(\\.\\d{1,3})?)?Z)?$',
    description: `${description}: 2026-06-15, or 2026-06-15T09:30:00Z`,
  });

/** One record as people write it. */
export const RecordEntry = Type.Object(
  {
    id: Type.String({
      pattern: '^[A-Za-z0-9][A-Za-z0-9._-]{0,127}$',
      description: 'Unique among all records; letters, digits, dots, dashes and underscores.',
    }),
    kind: Type.Enum([...recordKinds], { description: 'What it is evidence of.' }),
    at: instant('When it was finished'),
    by: texts('Who did it: people or jobs.', 1),
    signedOffBy: Type.Optional(Type.String({ minLength: 1, description: 'Who accepted it.' })),
    outcome: Type.Enum(['passed', 'failed'], {
      description: 'Whether what was tested worked, or what was reviewed was accepted.',
    }),
    scope: Type.Optional(
      texts(
        'Accounts, account/region pairs, ARNs, stacks or findings it speaks of; * stands for any text. Default: the whole organization.',
        1,
      ),
    ),
    covers: Type.Optional(texts('What was looked at or done, such as selectors, bucket, key.')),
    counts: Type.Optional(
      Type.Record(Type.String(), Type.Integer({ minimum: 0 }), {
        description: 'Numbers it found, such as findings by severity.',
      }),
    ),
    actions: Type.Optional(texts('What was decided or done in consequence.')),
    reference: Type.String({
      minLength: 1,
      maxLength: 2048,
      description: 'Where it is kept in full: a ticket, a report, an object of the archive.',
    }),
    nextDue: Type.Optional(instant('When it must be done again; a day counts to its end')),
  },
  { additionalProperties: false },
);
export type RecordEntry = Static<typeof RecordEntry>;

/** `trailguard.records.yaml`, or a file of the folder `records/`. */
export const RecordsFile = Type.Object(
  { records: Type.Array(RecordEntry, { maxItems: 100_000 }) },
  {
    additionalProperties: false,
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'TrailGuard records',
    description: 'Reviews, tests and incidents: evidence that is no setting.',
  },
);
