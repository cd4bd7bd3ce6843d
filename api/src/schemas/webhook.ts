import { Type } from 'typebox';
import { MessageStates, WebhookEvents } from '../store/webhooks.ts';
import { Id } from './account.ts';

const Url = Type.String({
  format: 'uri',
  maxLength: 500,
  pattern: '^https://[^@\\s]+$',
  description:
    'https, without a user name; its host must be at addresses of the public internet alone, and redirects are not followed',
});
const Events = Type.Array(Type.Enum(WebhookEvents), {
  minItems: 1,
  maxItems: WebhookEvents.length,
  uniqueItems: true,
  description: 'What it is told',
});
const Time = Type.String({ format: 'date-time' });

export const WebhookRequest = Type.Object(
  { url: Url, events: Events },
  {
    additionalProperties: false,
    description: 'Where somebody wants to be told of jobs',
    examples: [{ url: 'https://hooks.example.com/trailguard', events: ['job.ended'] }],
  },
);

export const Webhook = Type.Object(
  { id: Id, url: Url, events: Events, createdBy: Type.String(), createdAt: Time },
  {
    $id: 'Webhook',
    description: 'Where somebody wants to be told of jobs',
    examples: [
      {
        id: '5b1d7c3e-2f4a-4b6c-8d9e-0a1b2c3d4e5f',
        url: 'https://hooks.example.com/trailguard',
        events: ['job.ended'],
        createdBy: 'platform',
        createdAt: '2026-01-31T09:00:00.000Z',
      },
    ],
  },
);

export const WebhookMessage = Type.Object(
  {
    id: Type.Unsafe<string>({ ...Id, description: 'sent as `webhook-id`, the same at each attempt' }),
    webhook: Id,
    event: Type.Enum(WebhookEvents),
    state: Type.Enum(MessageStates, {
      description:
        'dead: it was not taken by the last attempt, or the address is none of the public internet',
    }),
    attempts: Type.Integer({ minimum: 0 }),
    outcome: Type.Union([Type.String(), Type.Null()], {
      description: 'What came of the last attempt; null before the first',
    }),
    createdAt: Time,
  },
  {
    $id: 'WebhookMessage',
    description: 'Something that a webhook is told',
    examples: [
      {
        id: '8c2e4d6f-1a3b-4c5d-9e7f-2b4d6f8a0c1e',
        webhook: '5b1d7c3e-2f4a-4b6c-8d9e-0a1b2c3d4e5f',
        event: 'job.ended',
        state: 'delivered',
        attempts: 1,
        outcome: 'answered 204',
        createdAt: '2026-01-31T09:00:00.000Z',
      },
    ],
  },
);

/** Query of a list of messages. */
export const MessageState = Type.Optional(
  Type.Enum(MessageStates, { description: 'Messages in this state alone; `dead` are the dead letters' }),
);
