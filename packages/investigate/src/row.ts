import { type Static, Type } from 'typebox';

/** One line of an answer: an event, or several of one kind. */
export const Row = Type.Object(
  {
    first: Type.String({ description: 'Time of the first event, ISO 8601, UTC.' }),
    last: Type.String({ description: 'Time of the last event; the same where there is one.' }),
    count: Type.Integer({ minimum: 1, description: 'Events.' }),
    accountId: Type.String({ description: 'Account that the events are recorded for.' }),
    region: Type.String(),
    caller: Type.String({ description: 'ARN of the user or role, or the service, that called.' }),
    sourceAddress: Type.String(),
    action: Type.String({ description: 'Such as `cloudtrail:StopLogging`.' }),
    outcome: Type.String({ description: 'Error code; empty for a call that was done.' }),
    detail: Type.String({ description: 'What the question says beside that.' }),
    eventId: Type.String({ description: 'Of the first event.' }),
    file: Type.String({
      description: '`bucket/key` of the log file that holds the first event: the evidence.',
    }),
  },
  { additionalProperties: false },
);
export type Row = Static<typeof Row>;

/** Columns in the order of a table, with the names that SQL has for them. */
export const columns = {
  first: 'first',
  last: 'last',
  count: 'count',
  accountId: 'account_id',
  region: 'region',
  caller: 'caller',
  sourceAddress: 'source_address',
  action: 'action',
  outcome: 'outcome',
  detail: 'detail',
  eventId: 'event_id',
  file: 'file',
} as const satisfies Record<keyof Row, string>;
