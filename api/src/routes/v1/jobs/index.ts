import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { JobEnded, NotFound } from '../../../errors.ts';
import { Id } from '../../../schemas/account.ts';
import { Job } from '../../../schemas/job.ts';
import { Page, PageQuery, pageOf } from '../../../schemas/page.ts';
import { Problem } from '../../../schemas/problem.ts';
import { eventsAfter, findJob, listJobs } from '../../../store/jobs.ts';

const Params = Type.Object({ id: Id });
const security = [{ apiKey: [] }];

const jobs: FastifyPluginAsyncTypebox = async (app) => {
  app.get(
    '/',
    {
      onRequest: app.requires('read'),
      schema: {
        tags: ['jobs'],
        summary: 'List jobs',
        security,
        querystring: PageQuery,
        response: { 200: Page(Job), 401: Problem },
      },
    },
    async (request) => {
      const { limit = 50, after } = request.query;
      return pageOf(
        await listJobs(app.db, { limit: limit + 1, ...(after === undefined ? {} : { after }) }),
        limit,
      );
    },
  );

  app.get(
    '/:id',
    {
      onRequest: app.requires('read'),
      schema: {
        tags: ['jobs'],
        summary: 'Read a job',
        security,
        params: Params,
        response: { 200: Job, 401: Problem, 404: Problem },
      },
    },
    async (request) => {
      const job = await findJob(app.db, request.params.id);
      if (job === undefined) throw new NotFound('job', request.params.id);
      return job;
    },
  );

  app.post(
    '/:id/cancel',
    {
      onRequest: app.requires('provision'),
      schema: {
        tags: ['jobs'],
        summary: 'Cancel a job',
        description: 'What is being created finishes and is recorded; nothing further is begun.',
        security,
        params: Params,
        response: { 202: Job, 401: Problem, 404: Problem, 409: Problem },
      },
    },
    async (request, reply) => {
      const job = await findJob(app.db, request.params.id);
      if (job === undefined) throw new NotFound('job', request.params.id);
      if (job.endedAt !== null) throw new JobEnded(job.id, job.state);
      await app.queue.cancel(job.id);
      return reply.code(202).send((await findJob(app.db, job.id)) ?? job);
    },
  );

  app.get(
    '/:id/events',
    {
      onRequest: app.requires('read'),
      sse: 'only',
      schema: {
        tags: ['jobs'],
        summary: "Follow a job's events",
        description:
          'Server-sent events from the first on, or after Last-Event-ID. The stream ends after `ended`.',
        security,
        params: Params,
        produces: ['text/event-stream'],
      },
    },
    async (request, reply) => {
      const { id } = request.params;
      if ((await findJob(app.db, id)) === undefined) throw new NotFound('job', id);
      const gone = new AbortController();
      request.raw.once('close', () => gone.abort());
      let last = Number.parseInt(String(request.headers['last-event-id'] ?? '0'), 10);
      if (!Number.isSafeInteger(last) || last < 0) last = 0;

      while (!gone.signal.aborted) {
        // Read before the events: a job seen ended here has all its events in the next answer.
        const hasEnded = (await findJob(app.db, id))?.endedAt !== null;
        const events = await eventsAfter(app.db, id, last);
        for (const event of events) {
          last = event.seq;
          await reply.sse.send({
            id: String(event.seq),
            event: event.type,
            data: { at: event.at, ...event.data },
          });
        }
        if (events.length > 0) continue;
        if (hasEnded) return reply.sse.close();
        await app.news.wait(id, 2_000, gone.signal);
      }
    },
  );
};
export default jobs;
