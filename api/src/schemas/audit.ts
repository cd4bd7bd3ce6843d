import { Type } from 'typebox';
import { AuditStates } from '../store/audits.ts';
import { Id } from './account.ts';

export const Audit = Type.Object(
  {
    id: Id,
    account: Id,
    job: Id,
    state: Type.Enum(AuditStates, {
      description: 'partial: some facts could not be read; those controls are unknown, never passed',
    }),
    report: Type.Union([Type.Record(Type.String(), Type.Unknown()), Type.Null()], {
      description:
        'Once it is complete or partial: score, counts by status, controls with how to fix them, and a result for each subject',
    }),
    createdAt: Type.String({ format: 'date-time' }),
    endedAt: Type.Union([Type.String({ format: 'date-time' }), Type.Null()]),
  },
  { $id: 'Audit', description: 'Verdicts of the controls on one live account' },
);
