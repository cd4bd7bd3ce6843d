import { Readable } from 'node:stream';
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { JobEnded, NotFound } from '../../../errors.ts';
import { jobEvents } from '../../../job-events.ts';
import { Id } from '../../../schemas/account.ts';
import { answer, named } from '../../../schemas/answer.ts';
import { Job, JobEventText } from '../../../schemas/job.ts';
import { Page, PageQuery, pageOf } from '../../../schemas/page.ts';
import { OfBody, problems } from '../../../schemas/problem.ts';
import { eventsAfter, findJob, listJobs } from '../../../store/jobs.ts';

const Params = Type.Object({ id: Id });

const jobs: FastifyPluginAsyncTypebox = async (app) => {
  app.get(
    '',
    {
      onRequest: app.requires('read'),
      schema: {
        operationId: 'listJobs',
        tags: ['jobs'],
        summary: 'List jobs',
        description: 'Newest first, those of every account and of the organization.',
        security: [{ apiKey: ['read'] }],
        querystring: PageQuery,
        response: { 200: answer('A page of jobs', Page(named(Job))), ...problems('NOT_FOUND') },
      },
    },
    async (request) => {
      const { limit = 50, after } = request.query;
      if (after !== undefined && (await findJob(app.db, after)) === undefined)
        throw new NotFound('job', after);
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
        operationId: 'readJob',
        tags: ['jobs'],
        summary: 'Read a job',
        description: 'Its state, and once it has ended its result or error.',
        security: [{ apiKey: ['read'] }],
        params: Params,
        response: { 200: answer('The job', named(Job)), ...problems('NOT_FOUND') },
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
        operationId: 'cancelJob',
        tags: ['jobs'],
        summary: 'Cancel a job',
        description: 'What is being created finishes and is recorded; nothing further is begun.',
        security: [{ apiKey: ['provision'] }],
        params: Params,
        response: {
          202: answer('The job, canceled or about to be', named(Job)),
          ...problems('NOT_FOUND', 'JOB_ENDED', ...OfBody),
        },
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
      // Without its body a stream has nothing to tell.
      exposeHeadRoute: false,
      schema: {
        operationId: 'followJob',
        tags: ['jobs'],
        summary: "Follow a job's events",
        description:
          'Server-sent events from the first on, or after Last-Event-ID. The stream ends after `ended`. ' +
          'A client that has had them all is answered 204, which tells an EventSource not to come again.',
        security: [{ apiKey: ['read'] }],
        params: Params,
        headers: Type.Object({
          'last-event-id': Type.Optional(
            Type.String({
              pattern: '^[0-9]{1,9}$',
              description: 'the id of the last event that the client has had, a number from 0',
            }),
          ),
        }),
        response: {
          200: {
            description: 'Events; the schema is that of each',
            content: { 'text/event-stream': { schema: Type.Unsafe<Readable>(JobEventText) } },
          },
          204: Type.Null({ description: 'The job has ended, and the client has had all events' }),
          ...problems('NOT_FOUND'),
        },
      },
    },
    async (request, reply) => {
      const { id } = request.params;
      const job = await findJob(app.db, id);
      if (job === undefined) throw new NotFound('job', id);
      const last = Number(request.headers['last-event-id'] ?? 0);
      if (job.endedAt !== null && (await eventsAfter(app.db, id, last)).length === 0)
        return reply.code(204).send(null);
      const gone = new AbortController();
      reply.raw.once('close', () => gone.abort());
      reply.headers({
        'content-type': 'text/event-stream',
        'cache-control': 'no-store',
        // nginx would hold events back.
        'x-accel-buffering': 'no',
        // A service that stops would wait for a connection that is kept for another request.
        connection: 'close',
      });
      return reply.send(
        Readable.from(jobEvents(app, id, last, AbortSignal.any([gone.signal, app.stopping]))),
      );
    },
  );
};
export default jobs;
