import type { Queryable } from '../store/database.ts';
import { type DueMessage, settleMessage, takeDueMessages } from '../store/webhooks.ts';
import { AddressRefused } from './public-address.ts';
import { type Network, send } from './send.ts';

/** Messages that are sent at a time. */
const AtOnce = 20;

/** Seconds after each attempt until the next, as Standard Webhooks proposes: in all, a little more than a day. */
export const RetrySeconds = [5, 300, 1_800, 7_200, 18_000, 36_000, 36_000] as const;

/**
 * Sends what is due. What is not taken is sent again later, and dead after the last attempt.
 * @returns how many messages there were.
 */
export async function deliverDue(db: Queryable, network?: Network): Promise<number> {
  const due = await takeDueMessages(db, AtOnce);
  await Promise.all(due.map((message) => deliver(db, message, network)));
  return due.length;
}

async function deliver(db: Queryable, message: DueMessage, network?: Network): Promise<void> {
  const retryAfter = RetrySeconds[message.attempt - 1] ?? null;
  try {
    const status = await send(message, network);
    const isDelivered = status >= 200 && status < 300;
    // 410: the receiver wants no more of it.
    const isOver = isDelivered || status === 410;
    await settleMessage(db, message.id, {
      isDelivered,
      outcome: `answered ${status}`,
      retryAfter: isOver ? null : retryAfter,
    });
  } catch (error) {
    const { message: outcome } = error as Error;
    const isRefused = error instanceof AddressRefused;
    await settleMessage(db, message.id, {
      isDelivered: false,
      outcome,
      retryAfter: isRefused ? null : retryAfter,
    });
  }
}
