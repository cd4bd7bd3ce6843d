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
  {
    $id: 'Audit',
    description: 'Verdicts of the controls on one live account',
    examples: [
      {
        id: 'c3a8bb0c-8a0d-4d9b-8df5-5f4d1c5a7a10',
        account: '1f0c8f0e-5b7a-4a55-9d5e-2c1f6f1b7f7e',
        job: '6a1f8d52-0c55-4f0e-8f6c-0f3c2f1f9f21',
        state: 'complete',
        report: { score: 100, complete: true, counts: { pass: 20 }, controls: [], results: [] },
        createdAt: '2026-01-31T09:00:00.000Z',
        endedAt: '2026-01-31T09:00:05.000Z',
      },
    ],
  },
);

/** An audit as a list shows it. */
export const ListedAudit = Type.Object({
  id: Id,
  account: Id,
  job: Id,
  state: Type.Enum(AuditStates),
  createdAt: Type.String({ format: 'date-time' }),
  endedAt: Type.Union([Type.String({ format: 'date-time' }), Type.Null()]),
});
