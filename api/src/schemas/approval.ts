import { Type } from 'typebox';
import { ApprovalReasons, ApprovalStates } from '../store/approvals.ts';
import { Id } from './account.ts';

const Time = Type.String({ format: 'date-time' });

const Digest = Type.String({ pattern: '^[0-9a-f]{64}$', description: 'SHA-256' });

export const Approval = Type.Object(
  {
    id: Id,
    job: Id,
    stack: Type.String({ description: 'Folder and name of the stack that is to be changed' }),
    state: Type.Enum(ApprovalStates, {
      description:
        'used: the apply has begun; withdrawn: the job ended otherwise; approved: enough people have approved it, and it holds until it expires',
    }),
    reasons: Type.Array(Type.Enum(ApprovalReasons), {
      description:
        'Why people are asked: the request or a setting wants it, exceptions let logging or detection be lost, or it cannot be undone',
    }),
    binding: Type.Record(Type.String(), Digest, {
      description:
        'What is approved, as digests by part, such as program, state and plan; the apply takes them anew and refuses when any moved',
    }),
    plan: Type.Record(Type.String(), Type.Unknown(), {
      description: 'What the preview showed: changes by step, blackouts, advice of policies',
    }),
    needed: Type.Integer({ minimum: 1, description: 'People who must approve, without the one who asked' }),
    decisions: Type.Array(
      Type.Object({
        decision: Type.Enum(['approve', 'reject']),
        by: Type.String(),
        reason: Type.String(),
        at: Time,
      }),
      { description: 'What people have said, the first first' },
    ),
    createdAt: Time,
    expiresAt: Time,
  },
  {
    $id: 'Approval',
    description: 'A plan that waits, or waited, for people',
    examples: [
      {
        id: 'd6f4c3a2-9a1b-4a2e-8a56-3f7d1c2b4e5f',
        job: '6a1f8d52-0c55-4f0e-8f6c-0f3c2f1f9f21',
        stack: 'security organization',
        state: 'pending',
        reasons: ['requested'],
        binding: { plan: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08' },
        plan: { changes: { create: 2, same: 40 }, blackouts: [], advice: [] },
        needed: 1,
        decisions: [],
        createdAt: '2026-01-31T09:00:00.000Z',
        expiresAt: '2026-02-01T09:00:00.000Z',
      },
    ],
  },
);

/** Body of a decision. */
export const DecisionRequest = Type.Object(
  {
    approval: Type.Unsafe<string>({
      ...Id,
      description: 'the `approval` of the job, so that nobody decides on a plan that they have not read',
    }),
    reason: Type.String({
      minLength: 1,
      maxLength: 1000,
      // PostgreSQL stores no NUL, and a line feed would begin a line of its own in a log.
      pattern: '^[^\\u0000-\\u001f\\u007f]+$',
      description: '1 to 1,000 characters without control characters; it stays with the job for ever',
    }),
  },
  {
    additionalProperties: false,
    description: 'What somebody says to a plan',
    examples: [{ approval: 'd6f4c3a2-9a1b-4a2e-8a56-3f7d1c2b4e5f', reason: 'agreed in CHG-1234' }],
  },
);
