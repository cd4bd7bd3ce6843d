import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { type Static, Type } from 'typebox';
import { invalidField, NoLogReader, NotFound, ScheduleExists } from '../../../errors.ts';
import { requireUnlimited } from '../../../identity/principal.ts';
import { InvalidSchedule, nextRun } from '../../../schedule-times.ts';
import { Id } from '../../../schemas/account.ts';
import { answer, location, named } from '../../../schemas/answer.ts';
import { Page, PageQuery, pageOf } from '../../../schemas/page.ts';
import { OfBody, problems } from '../../../schemas/problem.ts';
import { Schedule, ScheduleRequest } from '../../../schemas/schedule.ts';
import { needs } from '../../../schemas/security.ts';
import { findAccount } from '../../../store/accounts.ts';
import type { Queryable } from '../../../store/database.ts';
import {
  deleteSchedule,
  findSchedule,
  insertSchedule,
  listSchedules,
  type Schedule as StoredSchedule,
} from '../../../store/schedules.ts';

const Params = Type.Object({ id: Id });

/** Work that begins by itself: audits, comparisons of stacks with what is there, previews. */
const schedules: FastifyPluginAsyncTypebox = async (app) => {
  // What they begin concerns all accounts, those of the future among them.
  app.addHook('preHandler', async (request) => requireUnlimited(request.principal));

  app.post(
    '',
    {
      schema: {
        operationId: 'createSchedule',
        tags: ['schedules'],
        summary: 'Make a schedule',
        description:
          'Its work begins within a minute of each time. What still runs from the time before is not begun again beside it, and ' +
          'what a service that was down has missed begins once.',
        security: needs('operate'),
        body: ScheduleRequest,
        response: {
          201: answer('The schedule', named(Schedule), location('Where to read the schedule')),
          ...problems('SCHEDULE_EXISTS', 'NO_LOG_READER', ...OfBody),
        },
      },
    },
    async (request, reply) => {
      const { body, principal } = request;
      await requireSensible(app.db, body);
      if (body.work.act === 'verify-logs' && app.config.evidence.logReaderRole === null)
        throw new NoLogReader();
      return app.perform(request, reply, 201, async (tx) => {
        const nextRunAt = nextRunOf(body);
        const made = await insertSchedule(tx, { ...body, createdBy: principal.name, nextRunAt });
        if (made === undefined) throw new ScheduleExists(body.name);
        return { body: made, headers: { location: `/v1/schedules/${made.id}` }, on: { schedule: made.id } };
      });
    },
  );

  app.get(
    '',
    {
      schema: {
        operationId: 'listSchedules',
        tags: ['schedules'],
        summary: 'List schedules',
        description: 'Newest first.',
        security: needs('read'),
        querystring: PageQuery,
        response: { 200: answer('A page of schedules', Page(named(Schedule))), ...problems('NOT_FOUND') },
      },
    },
    async ({ query: { limit = 50, ...page } }) => {
      if (page.after !== undefined) await found(app.db, page.after);
      return pageOf(await listSchedules(app.db, { limit: limit + 1, ...page }), limit);
    },
  );

  app.get(
    '/:id',
    {
      schema: {
        operationId: 'readSchedule',
        tags: ['schedules'],
        summary: 'Read a schedule',
        description: 'What it does, when it last began, and when it begins next.',
        security: needs('read'),
        params: Params,
        response: { 200: answer('The schedule', named(Schedule)), ...problems('NOT_FOUND') },
      },
    },
    async ({ params }) => found(app.db, params.id),
  );

  app.delete(
    '/:id',
    {
      schema: {
        operationId: 'deleteSchedule',
        tags: ['schedules'],
        summary: 'End a schedule',
        description: 'Jobs that it has begun go on.',
        security: needs('operate'),
        params: Params,
        response: {
          200: answer('The schedule as it was', named(Schedule)),
          ...problems('NOT_FOUND', ...OfBody),
        },
      },
    },
    async (request, reply) =>
      app.perform(request, reply, 200, async (tx) => {
        const deleted = await deleteSchedule(tx, request.params.id);
        if (deleted === undefined) throw new NotFound('schedule', request.params.id);
        return { body: deleted };
      }),
  );
};
export default schedules;

async function found(db: Queryable, id: string): Promise<StoredSchedule> {
  const schedule = await findSchedule(db, id);
  if (schedule === undefined) throw new NotFound('schedule', id);
  return schedule;
}

type Request = Static<typeof ScheduleRequest>;

/** Refuses times that never come, and work about nothing. */
async function requireSensible(db: Queryable, request: Request): Promise<void> {
  const { act, account, stack, reapply } = request.work;
  nextRunOf(request);
  if (act !== 'drift' && stack !== undefined) throw invalidField('work/stack', 'goes with drift alone');
  if (act !== 'drift' && reapply !== undefined) throw invalidField('work/reapply', 'goes with drift alone');
  if (account === undefined) return;
  if ((act !== 'audit' && act !== 'drift') || stack !== undefined)
    throw invalidField('work/account', 'goes with audit and drift alone, and not beside a stack');
  if ((await findAccount(db, account)) === undefined)
    throw invalidField('work/account', `names no account; GET /v1/accounts lists them`);
}

function nextRunOf({ cron, timeZone }: Request): Date {
  try {
    return nextRun(cron, timeZone, new Date());
  } catch (error) {
    if (error instanceof InvalidSchedule) throw invalidField(error.field, error.message);
    throw error;
  }
}
