import { Type } from 'typebox';
import { Id, WithApproval } from './account.ts';

/** What the service calls a stack. */
export const StackId = Type.String({
  pattern: '^(log-archive|organization|security|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})$',
  description: 'log-archive, organization, security, or the id of an account for the stack of that account',
});

const RecordedState = Type.Object(
  {
    serial: Type.Integer({ minimum: 1, description: 'Counts the states that differ from the one before' }),
    digest: Type.String({
      pattern: '^[0-9a-f]{64}$',
      description: 'SHA-256 of all resources and pending operations',
    }),
    resources: Type.Integer({ minimum: 0 }),
    recordedAt: Type.String({ format: 'date-time' }),
    job: Type.Union([Id, Type.Null()], { description: 'The job that recorded it' }),
  },
  { description: 'The state after the last job that changed or read it' },
);

export const Stack = Type.Object(
  {
    id: StackId,
    project: Type.String({ description: "Pulumi's name of the program" }),
    name: Type.String({ description: "Pulumi's name of the stack" }),
    account: Type.Union([Id, Type.Null()], {
      description: 'The account that it is of; null for one that exists once',
    }),
    state: Type.Union([RecordedState, Type.Null()], {
      description: 'null until a job has applied, refreshed or destroyed it',
    }),
  },
  {
    $id: 'Stack',
    description: 'A Pulumi stack that the service runs',
    examples: [
      {
        id: 'security',
        project: 'trailguard-security',
        name: 'organization',
        account: null,
        state: {
          serial: 3,
          digest: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
          resources: 41,
          recordedAt: '2026-01-31T09:00:00.000Z',
          job: '6a1f8d52-0c55-4f0e-8f6c-0f3c2f1f9f21',
        },
      },
    ],
  },
);

/** What can be done with a stack, and the kind of job that does it. */
export const StackActions = {
  preview: 'preview-stack',
  update: 'update-stack',
  refresh: 'refresh-stack',
  drift: 'detect-drift',
  destroy: 'destroy-stack',
} as const;
export type StackAction = keyof typeof StackActions;

/** Body of a request that does something with a stack. */
export const StackJobRequest = Type.Object(
  {
    action: Type.Enum(Object.keys(StackActions) as StackAction[], {
      description:
        'preview shows what an update would do; refresh takes into the state how things are; drift compares the two; ' +
        'destroy takes away all that the stack has made, always by approval',
    }),
    approval: Type.Optional(WithApproval),
    reapply: Type.Optional(
      Type.Boolean({
        description: 'of drift: whether what was changed beside the programs is put back, by approval',
      }),
    ),
  },
  {
    additionalProperties: false,
    description: 'What to do with the stack',
    examples: [{ action: 'drift', reapply: true }],
  },
);
