import { Type } from 'typebox';
import { JobKinds, JobStates } from '../store/jobs.ts';
import { Id } from './account.ts';

export const Job = Type.Object({
  id: Id,
  kind: Type.Enum(JobKinds),
  state: Type.Enum(JobStates, {
    description: 'refused: a mandatory control forbade the change, nothing was applied',
  }),
  step: Type.Union([Type.String(), Type.Null()]),
  attempt: Type.Integer({ minimum: 0, description: 'Times it was begun; more than 1 after a crash' }),
  accountId: Type.Union([Id, Type.Null()]),
  result: Type.Union([Type.Record(Type.String(), Type.Unknown()), Type.Null()]),
  error: Type.Union([
    Type.Object({
      code: Type.String({ description: 'Stable' }),
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
});

/** Answer to a request that queued a job. */
export const Accepted = Type.Object({ job: Job });
