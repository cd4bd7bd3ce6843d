import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { FastifyInstance } from 'fastify';
import fp from 'fastify-plugin';
import { Gauge } from 'prom-client';
import { exceptionsOf } from '../jobs/exceptions.ts';
import { overdueReviews } from '../jobs/overdue-reviews.ts';
import { Metrics } from '../metrics/metrics.ts';
import { type Reading, readOpenJobs, readQueue, readVerdicts } from '../metrics/stored.ts';

declare module 'fastify' {
  interface FastifyInstance {
    metrics: Metrics;
    /** Address at which metrics are told without a key; `null` where the service was told of no port for them. */
    metricsAddress: string | null;
  }
}

/** An exception that ends within so many days is soon to be decided on; from then on every run warns of it. */
const SoonDays = 14;

/** Counts what happens, reads what is stored when it is asked for, and tells both on a port of its own if it has one. */
export default fp(
  async (app) => {
    const metrics = new Metrics();
    app.decorate('metrics', metrics);
    app.decorate('metricsAddress', null);
    app.addHook('onResponse', ({ method, routeOptions }, reply, done) => {
      metrics.answered(method, routeOptions.url, reply.statusCode, reply.elapsedTime / 1_000);
      done();
    });
    addStored(app, metrics);
    if (app.config.metrics === null) return;

    const { host, port } = app.config.metrics;
    const server = createServer(async (request, response) => {
      if (request.method !== 'GET' || request.url !== '/metrics') return void response.writeHead(404).end();
      const text = await metrics.registry.metrics();
      response.setHeader('content-type', metrics.registry.contentType).end(text);
    });
    app.addHook('onReady', async () => {
      await new Promise<void>((resolve, reject) => {
        server.once('error', reject).listen(port, host, resolve);
      });
      app.metricsAddress = `http://${host}:${(server.address() as AddressInfo).port}/metrics`;
    });
    app.addHook('onClose', async () => {
      server.closeAllConnections();
      server.close();
    });
  },
  { name: 'metrics', dependencies: ['database'] },
);

/** Metrics that are read when somebody asks: many processes tell the same of what they share. */
function addStored(app: FastifyInstance, { registry }: Metrics): void {
  const { db, config } = app;
  const gauge = (name: string, help: string, labelNames: string[], read: () => Promise<Reading[]>) =>
    new Gauge({
      name: `trailguard_${name}`,
      help,
      labelNames,
      registers: [registry],
      async collect() {
        this.reset();
        // What cannot be read is not told, rather than told wrongly; all else is.
        const readings = await read().catch((err: unknown) => {
          app.log.warn({ err, metric: name }, 'a metric could not be read');
          return [];
        });
        if (readings.length === 0 && labelNames.length === 0) this.set(Number.NaN);
        for (const { labels, value } of readings) this.set(labels, value);
      },
    });
  const one = (value: number): Reading[] => [{ labels: {}, value }];
  gauge('open_jobs', 'Jobs that have not ended', ['kind', 'state'], () => readOpenJobs(db));
  gauge('queue_depth', 'Jobs that wait for a worker', [], async () => one((await readQueue(db)).depth));
  gauge('queue_oldest_seconds', 'How long the job waits that has waited for longest', [], async () =>
    one((await readQueue(db)).oldestSeconds),
  );
  gauge('verdicts', 'Verdicts of the latest audit of each account', ['status'], () => readVerdicts(db));
  gauge(
    'exceptions_ending',
    `Exceptions that hold, and end within ${SoonDays} days of this machine's clock`,
    [],
    async () => {
      const [today, soon] = [0, SoonDays].map((days) => dateIn(days)) as [string, string];
      return one(exceptionsOf(config).filter(({ until }) => until >= today && until <= soon).length);
    },
  );
  gauge(
    'reviews_overdue',
    "Reviews that nobody has signed off in time, by this machine's clock",
    [],
    async () => one((await overdueReviews(db, config, new Date())).length),
  );
  gauge(
    'database_connections',
    'Connections to the database, and requests that wait for one',
    ['state'],
    async () => [
      { labels: { state: 'busy' }, value: db.totalCount - db.idleCount },
      { labels: { state: 'idle' }, value: db.idleCount },
      { labels: { state: 'waiting' }, value: db.waitingCount },
    ],
  );
}

/** The date so many days from now, as exceptions have it. */
const dateIn = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
