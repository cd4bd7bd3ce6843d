import { randomBytes, randomUUID } from 'node:crypto';
import type { Queryable } from './database.ts';

/** What a webhook can be told. */
export const WebhookEvents = [
  'job.awaiting-approval',
  'job.ended',
  'logs.not-proven',
  'review.overdue',
] as const;
export type WebhookEvent = (typeof WebhookEvents)[number];

/** `dead`: it was refused, or not taken, more often than it is tried again. */
export const MessageStates = ['pending', 'delivered', 'dead'] as const;
export type MessageState = (typeof MessageStates)[number];

/** Where somebody wants to be told of jobs. */
export interface Webhook {
  readonly id: string;
  readonly url: string;
  readonly events: WebhookEvent[];
  readonly createdBy: string;
  readonly createdAt: string;
}

/** Something that a webhook is told. */
export interface WebhookMessage {
  readonly id: string;
  readonly webhook: string;
  readonly event: WebhookEvent;
  readonly state: MessageState;
  readonly attempts: number;
  /** What came of the last attempt; `null` before the first. */
  readonly outcome: string | null;
  readonly createdAt: string;
}

/** A message with what sending it needs. */
export interface DueMessage {
  readonly id: string;
  readonly url: string;
  readonly secret: Buffer;
  readonly body: string;
  /** Counts this one. */
  readonly attempt: number;
}

const columns = 'id, url, events, created_by AS "createdBy", created_at AS "createdAt"';
const messageColumns = 'id, webhook, event, state, attempts, outcome, created_at AS "createdAt"';

function fromRow<T>(row: Record<string, unknown>): T {
  return { ...row, createdAt: (row.createdAt as Date).toISOString() } as T;
}

/**
 * Makes a webhook.
 * @returns it, and its secret in the form of Standard Webhooks, which is shown once.
 */
export async function insertWebhook(
  db: Queryable,
  webhook: Pick<Webhook, 'url' | 'events' | 'createdBy'>,
): Promise<{ webhook: Webhook; secret: string }> {
  const secret = randomBytes(32);
  const { rows } = await db.query(
    `INSERT INTO webhooks (id, url, events, secret, created_by) VALUES ($1, $2, $3, $4, $5) RETURNING ${columns}`,
    [randomUUID(), webhook.url, webhook.events, secret, webhook.createdBy],
  );
  return { webhook: fromRow(rows[0]), secret: `whsec_${secret.toString('base64')}` };
}

export async function findWebhook(db: Queryable, id: string): Promise<Webhook | undefined> {
  const { rows } = await db.query(`SELECT ${columns} FROM webhooks WHERE id = $1`, [id]);
  return rows[0] === undefined ? undefined : fromRow(rows[0]);
}

export async function listWebhooks(
  db: Queryable,
  page: { limit: number; after?: string },
): Promise<Webhook[]> {
  const { rows } = await db.query(
    `SELECT ${columns} FROM webhooks
     WHERE $2::uuid IS NULL OR (created_at, id) < (SELECT created_at, id FROM webhooks WHERE id = $2)
     ORDER BY created_at DESC, id DESC LIMIT $1`,
    [page.limit, page.after ?? null],
  );
  return rows.map((row) => fromRow<Webhook>(row));
}

/** Ends a webhook, and with it what it was still to be told. */
export async function deleteWebhook(db: Queryable, id: string): Promise<Webhook | undefined> {
  const { rows } = await db.query(`DELETE FROM webhooks WHERE id = $1 RETURNING ${columns}`, [id]);
  return rows[0] === undefined ? undefined : fromRow(rows[0]);
}

/** Tells webhooks of what is no change of a job, within the transaction of what it tells. */
export async function tellWebhooks(
  tx: Queryable,
  event: Exclude<WebhookEvent, `job.${string}`>,
  data: Readonly<Record<string, unknown>>,
): Promise<void> {
  await tx.query(
    `INSERT INTO webhook_messages (webhook, event, data)
     SELECT id, $1, jsonb_build_object(
       'type', $1::text,
       'timestamp', to_char(now() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
       'data', $2::jsonb)
     FROM webhooks WHERE $1 = ANY (events)`,
    [event, JSON.stringify(data)],
  );
}

/** What a webhook is or was told, newest first; of one state, or of all. */
export async function listMessages(
  db: Queryable,
  webhook: string,
  page: { limit: number; after?: string; state?: MessageState },
): Promise<WebhookMessage[]> {
  const { rows } = await db.query(
    `SELECT ${messageColumns} FROM webhook_messages
     WHERE webhook = $1 AND ($4::text IS NULL OR state = $4)
       AND ($3::uuid IS NULL OR (created_at, id) < (SELECT created_at, id FROM webhook_messages WHERE id = $3))
     ORDER BY created_at DESC, id DESC LIMIT $2`,
    [webhook, page.limit, page.after ?? null, page.state ?? null],
  );
  return rows.map((row) => fromRow<WebhookMessage>(row));
}

/** Sends dead messages of a webhook again from the first attempt on. @returns how many. */
export async function reviveMessages(db: Queryable, webhook: string): Promise<number> {
  const { rowCount } = await db.query(
    `UPDATE webhook_messages SET state = 'pending', attempts = 0, next_at = now() WHERE webhook = $1 AND state = 'dead'`,
    [webhook],
  );
  return rowCount ?? 0;
}

/**
 * Takes messages that are due, each for one sender: it is due again after a minute, should the sender die.
 * @param limit messages that are taken at most.
 */
export async function takeDueMessages(db: Queryable, limit: number): Promise<DueMessage[]> {
  const { rows } = await db.query(
    `UPDATE webhook_messages AS message SET attempts = attempts + 1, next_at = now() + interval '1 minute'
     FROM webhooks
     WHERE webhooks.id = message.webhook AND message.id IN (
       SELECT id FROM webhook_messages WHERE state = 'pending' AND next_at <= now()
       ORDER BY next_at LIMIT $1 FOR UPDATE SKIP LOCKED
     )
     RETURNING message.id, url, secret, data, attempts AS attempt`,
    [limit],
  );
  return rows.map(({ data, ...row }) => ({ ...row, body: JSON.stringify(data) }));
}

/** Notes what came of an attempt. @param retryAfter seconds; `null`: it is not tried again. */
export async function settleMessage(
  db: Queryable,
  id: string,
  { isDelivered, outcome, retryAfter }: { isDelivered: boolean; outcome: string; retryAfter: number | null },
): Promise<void> {
  const state = isDelivered ? 'delivered' : retryAfter === null ? 'dead' : 'pending';
  await db.query(
    `UPDATE webhook_messages SET state = $2, outcome = $3, next_at = now() + make_interval(secs => $4) WHERE id = $1`,
    [id, state, outcome, retryAfter ?? 0],
  );
}
