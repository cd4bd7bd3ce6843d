import { Type } from 'typebox';
import { JobKinds, JobStates } from '../store/jobs.ts';
import { Id } from './account.ts';

export const Job = Type.Object(
  {
    id: Id,
    kind: Type.Enum(JobKinds),
    state: Type.Enum(JobStates, {
      description:
        'awaiting-approval: people have to decide on its plan. refused: a mandatory control forbade the change, or people did, and it was not applied',
    }),
    step: Type.Union([Type.String(), Type.Null()], {
      description: 'What it is doing, such as `preview account`; null before it starts',
    }),
    attempt: Type.Integer({ minimum: 0, description: 'Times it was begun; more than 1 after a crash' }),
    timeoutSeconds: Type.Integer({
      minimum: 1,
      description: 'How long one attempt may take; then it fails as TIMEOUT',
    }),
    repeats: Type.Union([Id, Type.Null()], {
      description: 'Id of the job that failed and that this one does again; null for all others',
    }),
    account: Type.Union([Id, Type.Null()], {
      description: 'Id of the account it is about; null for the organization',
    }),
    approval: Type.Union([Id, Type.Null()], {
      description: 'Id of the approval that it waits for; null when it waits for none',
    }),
    result: Type.Union([Type.Record(Type.String(), Type.Unknown()), Type.Null()], {
      description: 'What it came to, once it has succeeded; of an audit its id, score and counts',
    }),
    error: Type.Union([
      Type.Object({
        code: Type.String({ description: 'Stable, for programs' }),
        message: Type.String(),
        controls: Type.Optional(
          Type.Array(Type.String(), { description: 'Ids of the controls that forbade it' }),
        ),
      }),
      Type.Null(),
    ]),
    requestedBy: Type.Union([Type.String(), Type.Null()], {
      description: 'Name of the API key; null for an audit that became due by itself',
    }),
    createdAt: Type.String({ format: 'date-time' }),
    startedAt: Type.Union([Type.String({ format: 'date-time' }), Type.Null()]),
    endedAt: Type.Union([Type.String({ format: 'date-time' }), Type.Null()]),
  },
  {
    $id: 'Job',
    description: 'Work that was asked for: queued, in progress or done',
    examples: [
      {
        id: '6a1f8d52-0c55-4f0e-8f6c-0f3c2f1f9f21',
        kind: 'vend-account',
        state: 'running',
        step: 'preview account',
        attempt: 1,
        timeoutSeconds: 7200,
        repeats: null,
        account: '1f0c8f0e-5b7a-4a55-9d5e-2c1f6f1b7f7e',
        approval: null,
        result: null,
        error: null,
        requestedBy: 'platform',
        createdAt: '2026-01-31T09:00:00.000Z',
        startedAt: '2026-01-31T09:00:01.000Z',
        endedAt: null,
      },
    ],
  },
);

/** One server-sent event of a job, as a client reads it. */
export const JobEventText = Type.Object({
  id: Type.String({ pattern: '^[0-9]+$', description: 'Counts from 1 without gaps' }),
  event: Type.String({ description: 'What happened, such as `step` or `resource`; `ended` is the last' }),
  data: Type.String({
    contentMediaType: 'application/json',
    description: 'A JSON object: `at`, and what the event is about',
  }),
});
