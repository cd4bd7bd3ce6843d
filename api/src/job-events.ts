import type { FastifyInstance } from 'fastify';
import { eventsAfter, findJob, type JobEvent } from './store/jobs.ts';

/** Longest silence in a stream: proxies close connections that say nothing for a minute. */
const HeartbeatMilliseconds = 15_000;

/** How long to wait for news before looking in the database: a notice can be lost. */
const LookMilliseconds = 2_000;

/**
 * A job's events after number `last` as text of server-sent events, until the job has ended or the client is
 * gone. https://html.spec.whatwg.org/multipage/server-sent-events.html
 */
export async function* jobEvents(
  { db, news }: Pick<FastifyInstance, 'db' | 'news'>,
  id: string,
  last: number,
  gone: AbortSignal,
): AsyncGenerator<string> {
  // Said at once, so that a client knows that it is heard before anything happens.
  yield ': following\n\n';
  let saidAt = Date.now();
  while (!gone.aborted) {
    // Read before the events: a job seen ended here has all its events in the next answer.
    const hasEnded = (await findJob(db, id))?.endedAt !== null;
    const events = await eventsAfter(db, id, last);
    for (const event of events) {
      last = event.seq;
      yield textOf(event);
    }
    if (events.length > 0) {
      saidAt = Date.now();
      continue;
    }
    if (hasEnded) return;
    if (Date.now() - saidAt >= HeartbeatMilliseconds) {
      yield ': still here\n\n';
      saidAt = Date.now();
    }
    await news.wait(id, LookMilliseconds, gone);
  }
}

function textOf({ seq, type, at, data }: JobEvent): string {
  return `id: ${seq}\nevent: ${type}\ndata: ${JSON.stringify({ at, ...data })}\n\n`;
}
