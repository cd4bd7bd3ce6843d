import type { FastifyInstance } from 'fastify';
import { eventsAfter, findJob, type JobEvent } from './store/jobs.ts';

/** Longest silence in a stream: proxies close connections that say nothing for a minute. */
const HeartbeatMilliseconds = 15_000;

/** How long to wait for news before looking in the database: a notice can be lost. */
const LookMilliseconds = 2_000;

/** Who follows a job. */
export interface Follower {
  /** Aborts when the connection closes. */
  readonly gone: AbortSignal;
  /** Whether the caller may still read the job: a key is revoked, a token expires while a stream is open. */
  mayFollow(): Promise<boolean>;
}

/** How long a client waits before it comes again, milliseconds, when this process ends its stream. */
const RetryMilliseconds = 1_000;

/**
 * A job's events after number `last` as text of server-sent events, until the job has ended, the client is gone, or may read the
 * job no more, or the service stops: then the client is told to come again soon. https://html.spec.whatwg.org/multipage/server-sent-events.html
 */
export async function* jobEvents(
  { db, news, stopping }: Pick<FastifyInstance, 'db' | 'news' | 'stopping'>,
  id: string,
  last: number,
  { gone, mayFollow }: Follower,
): AsyncGenerator<string> {
  // Said at once, so that a client knows that it is heard before anything happens.
  yield ': following\n\n';
  let saidAt = Date.now();
  const over = AbortSignal.any([gone, stopping]);
  while (!over.aborted) {
    if (!(await mayFollow())) return;
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
    await news.wait(id, LookMilliseconds, over);
  }
  if (stopping.aborted) yield `retry: ${RetryMilliseconds}\n\n`;
}

function textOf({ seq, type, at, data }: JobEvent): string {
  return `id: ${seq}\nevent: ${type}\ndata: ${JSON.stringify({ at, ...data })}\n\n`;
}
