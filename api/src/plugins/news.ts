import { EventEmitter } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import fp from 'fastify-plugin';
import { Client } from 'pg';
import { JobChannel } from '../store/jobs.ts';

/** Tells of what has changed, in whichever process of the service it was changed: wakes those who wait for a job. */
export class News {
  readonly #emitter = new EventEmitter().setMaxListeners(0);
  readonly #subscribers = new Map<string, () => void>();

  announce(jobId: string): void {
    this.#emitter.emit(jobId);
  }

  /** Calls `listener` at each notice of a channel of PostgreSQL, and when notices may have been missed. */
  subscribe(channel: string, listener: () => void): void {
    this.#subscribers.set(channel, listener);
  }

  /** Listens by a connection that was opened for it. */
  async listenBy(client: Client): Promise<void> {
    client.on('notification', ({ channel, payload }) => {
      if (channel === JobChannel && payload !== undefined) this.announce(payload);
      this.#subscribers.get(channel)?.();
    });
    for (const channel of [JobChannel, ...this.#subscribers.keys()]) await client.query(`LISTEN ${channel}`);
    for (const listener of this.#subscribers.values()) listener();
  }

  /** Resolves at the next news of a job, or after `atMost` milliseconds: a lost notice only delays. */
  async wait(jobId: string, atMost: number, signal: AbortSignal): Promise<void> {
    const done = new AbortController();
    const stop = AbortSignal.any([done.signal, signal]);
    await new Promise<void>((resolve) => {
      const finish = () => {
        this.#emitter.off(jobId, finish);
        signal.removeEventListener('abort', finish);
        done.abort();
        resolve();
      };
      this.#emitter.once(jobId, finish);
      signal.addEventListener('abort', finish, { once: true });
      sleep(atMost, undefined, { signal: stop }).then(finish, () => {});
      if (signal.aborted) finish();
    });
  }
}

declare module 'fastify' {
  interface FastifyInstance {
    news: News;
    /** Aborted when the service begins to stop: who streams ends then, and the client goes on elsewhere. */
    stopping: AbortSignal;
    /** Aborts {@link stopping}. */
    endStreams(): void;
  }
}

/** Listens to PostgreSQL's notices on a connection of its own, and opens a new one when that breaks. */
export default fp(
  async (app) => {
    const news = new News();
    let client: Client | undefined;
    let closing = false;

    async function listen(): Promise<void> {
      while (!closing) {
        try {
          const next = new Client({ connectionString: app.config.databaseUrl });
          const broken = new Promise<void>((resolve) => next.once('end', resolve));
          next.on('error', (err) => app.log.warn({ err }, 'listening connection broke'));
          await next.connect();
          client = next;
          // Closed while it was opened: nobody else would end it.
          if (closing) return await next.end();
          await news.listenBy(next);
          await broken;
        } catch (err) {
          app.log.warn({ err }, 'cannot listen for news of jobs');
        }
        if (!closing) await sleep(500);
      }
    }

    let listening = Promise.resolve();
    // Once all have subscribed.
    app.addHook('onReady', async () => {
      listening = listen();
    });
    const stopping = new AbortController();
    app.decorate('news', news);
    app.decorate('stopping', stopping.signal);
    app.decorate('endStreams', () => stopping.abort());
    app.addHook('preClose', async () => stopping.abort());
    app.addHook('onClose', async () => {
      closing = true;
      await client?.end();
      await listening;
    });
  },
  { name: 'news', dependencies: ['database'] },
);
