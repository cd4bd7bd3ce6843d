import { Readable } from 'node:stream';
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { JobEnded } from '../../../errors.ts';
import { maySeeAccount, visibleJob } from '../../../identity/visible.ts';
import { jobEvents } from '../../../job-events.ts';
import { type JobErrorCode, JobErrorCodes } from '../../../jobs/failure.ts';
import { Id } from '../../../schemas/account.ts';
import { answer, named } from '../../../schemas/answer.ts';
import { IfMatch } from '../../../schemas/if-match.ts';
import { Job, JobEventText } from '../../../schemas/job.ts';
import { Page, pageOf, PageQuery, Since } from '../../../schemas/page.ts';
import { OfBody, problems } from '../../../schemas/problem.ts';
import { needs } from '../../../schemas/security.ts';
import { listJobs } from '../../../store/job-lists.ts';
import { eventsAfter, findJob, JobKinds, JobStates } from '../../../store/jobs.ts';
import decisions from './decisions.ts';
import repetition from './repetition.ts';
import report from './report.ts';

const Params = Type.Object({ id: Id });

const JobQuery = Type.Object(
  {
    ...PageQuery.properties,
    state: Type.Optional(Type.Enum(JobStates, { description: 'Jobs in this state alone' })),
    kind: Type.Optional(Type.Enum(JobKinds, { description: 'Jobs of this kind alone' })),
    code: Type.Optional(
      Type.Enum(Object.keys(JobErrorCodes) as JobErrorCode[], {
        description: 'Jobs that ended with this code alone; JOB_PROCESS_DIED: those that the queue gave up',
      }),
    ),
    account: Type.Optional(
      Type.Unsafe<string>({ ...Id, description: 'the id of the account that a job is about' }),
    ),
    since: Since,
  },
  { additionalProperties: false },
);

const jobs: FastifyPluginAsyncTypebox = async (app) => {
  await app.register(report);
  await app.register(decisions);
  await app.register(repetition);
  app.get(
    '',
    {
      schema: {
        operationId: 'listJobs',
        tags: ['jobs'],
        summary: 'List jobs',
        description: 'Newest first, those of every account and of the organization.',
        security: needs('read'),
        querystring: JobQuery,
        response: { 200: answer('A page of jobs', Page(named(Job))), ...problems('NOT_FOUND') },
      },
    },
    async ({ query: { limit = 50, ...filter }, principal }) => {
      if (filter.after !== undefined) await visibleJob(app.db, principal, filter.after);
      const { limits } = principal;
      return pageOf(await listJobs(app.db, { limit: limit + 1, ...filter, limits }), limit);
    },
  );

  app.get(
    '/:id',
    {
      schema: {
        operationId: 'readJob',
        tags: ['jobs'],
        summary: 'Read a job',
        description: 'Its state, and once it has ended its result or error.',
        security: needs('read'),
        params: Params,
        response: { 200: answer('The job', named(Job)), ...problems('NOT_FOUND') },
      },
    },
    async ({ params, principal }) => visibleJob(app.db, principal, params.id),
  );

  app.post(
    '/:id/cancel',
    {
      schema: {
        operationId: 'cancelJob',
        tags: ['jobs'],
        summary: 'Cancel a job',
        description:
          'What is being created finishes and is recorded; nothing further is begun. Processes that have not come to a safe end after ' +
          'TRAILGUARD_STOP_SECONDS are killed, and the next job of the stack finds out what they did.',
        security: needs('operate'),
        params: Params,
        headers: IfMatch,
        response: {
          202: answer('The job, canceled or about to be', named(Job)),
          ...problems('NOT_FOUND', 'JOB_ENDED', 'PRECONDITION_FAILED', ...OfBody),
        },
      },
    },
    async (request, reply) =>
      app.perform(request, reply, 202, async () => {
        const job = await visibleJob(app.db, request.principal, request.params.id);
        reply.requireMatch('job', job.id, job, 202);
        if (job.endedAt !== null) throw new JobEnded(job.id, job.state);
        await app.queue.cancel(job.id);
        return { body: (await findJob(app.db, job.id)) ?? job };
      }),
  );

  app.get(
    '/:id/events',
    {
      // Without its body a stream has nothing to tell.
      exposeHeadRoute: false,
      schema: {
        operationId: 'followJob',
        tags: ['jobs'],
        summary: "Follow a job's events",
        description:
          'Server-sent events from the first on, or after Last-Event-ID. The stream ends after `ended`, and within seconds when the key ' +
          'or token with which it was opened is no longer valid. ' +
          'A client that has had them all is answered 204, which tells an EventSource not to come again.',
        security: needs('read'),
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
      const job = await visibleJob(app.db, request.principal, id);
      const last = Number(request.headers['last-event-id'] ?? 0);
      if (job.endedAt !== null && (await eventsAfter(app.db, id, last)).length === 0)
        return reply.code(204).send(null);
      const gone = new AbortController();
      reply.raw.once('close', () => gone.abort());
      app.metrics.follows(gone.signal);
      reply.headers({
        'content-type': 'text/event-stream',
        'cache-control': 'no-store',
        // nginx would hold events back.
        'x-accel-buffering': 'no',
        // A service that stops would wait for a connection that is kept for another request.
        connection: 'close',
      });
      const mayFollow = async () => {
        const caller = await request.identifyAgain();
        return caller !== null && (await maySeeAccount(app.db, caller, job.account));
      };
      return reply.send(Readable.from(jobEvents(app, id, last, { gone: gone.signal, mayFollow })));
    },
  );
};
export default jobs;
