import { Type } from 'typebox';

const text = (description: string) => Type.Union([Type.String(), Type.Null()], { description });

/** Number of an act, as text. */
export const ActNumber = Type.String({
  pattern: '^[1-9][0-9]{0,14}$',
  description: 'the number of an act, from 1 on',
});

export const Act = Type.Object(
  {
    sequence: Type.Integer({ minimum: 1, description: 'Counts from 1 without gaps' }),
    at: Type.String({ format: 'date-time', description: 'By the clock of the database' }),
    by: Type.Union(
      [
        Type.Object({
          kind: Type.Enum(['api-key', 'token']),
          subject: Type.String({ description: 'Stays the same when a key is rotated or a token renewed' }),
          name: Type.String(),
        }),
        Type.Null(),
      ],
      { description: 'Who asked; null: the service itself' },
    ),
    act: Type.String({
      description:
        'The operation of this document, or what the service does by itself: `endJob`, `tellOverdueReview`, `keepEvidence`',
    }),
    on: Type.Record(Type.String(), Type.Union([Type.String(), Type.Null()]), {
      description: 'Ids of what it was done to, by kind',
    }),
    outcome: Type.String({
      description:
        '`done`, or the code of the problem that was answered; of `endJob` the state or error of the job, of `tellOverdueReview` `overdue`',
    }),
    request: text('Id of the request, as in the log'),
    body: text('SHA-256 of method, path and body'),
    previous: text('SHA-256 of the line before; null in the first'),
  },
  {
    $id: 'Act',
    description: 'Something that was done through the service, or refused',
    examples: [
      {
        sequence: 1,
        at: '2026-01-31T09:00:00.000Z',
        by: { kind: 'api-key', subject: 'api-key:platform', name: 'platform' },
        act: 'vendAccount',
        on: { account: '1f0c8f0e-5b7a-4a55-9d5e-2c1f6f1b7f7e', job: '6a1f8d52-0c55-4f0e-8f6c-0f3c2f1f9f21' },
        outcome: 'done',
        request: '9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11',
        body: 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
        previous: null,
      },
    ],
  },
);
