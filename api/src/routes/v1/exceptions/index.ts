import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import {
  blackoutGuardId,
  type ExceptionScope,
  digestOfExceptions,
  reviewExceptions,
  soonDays,
} from '@trailguard/controls/exceptions';
import { Type } from 'typebox';
import { awsNow } from '../../../aws-now.ts';
import { ExceptionsUnusable } from '../../../errors.ts';
import { requireUnlimited } from '../../../identity/principal.ts';
import { exceptionsOf } from '../../../jobs/exceptions.ts';
import { JobFailure } from '../../../jobs/failure.ts';
import { answer, AsOf } from '../../../schemas/answer.ts';
import { Exception, ExceptionQuery } from '../../../schemas/exception.ts';
import { problems } from '../../../schemas/problem.ts';
import { needs } from '../../../schemas/security.ts';
import { waivedBy } from '../../../store/findings.ts';

const exceptions: FastifyPluginAsyncTypebox = async (app) => {
  app.get(
    '',
    {
      schema: {
        operationId: 'listExceptions',
        tags: ['evidence'],
        summary: 'List exceptions',
        description:
          'Those of the file of exceptions, each with the days that are left by the clock of AWS, and what it accepts in the last audit of each account.',
        security: needs('read'),
        querystring: ExceptionQuery,
        response: {
          200: answer(
            'The exceptions',
            Type.Object({
              asOf: AsOf,
              digest: Type.String({ description: 'Of all of them, as approvals are bound to it' }),
              items: Type.Array(Exception),
            }),
          ),
          ...problems('EXCEPTIONS_UNUSABLE', 'AWS_UNAVAILABLE'),
        },
      },
    },
    async ({ query: { state }, principal }) => {
      requireUnlimited(principal);
      const all = read();
      const asOf = (await awsNow(app)).toISOString();
      const on = asOf.slice(0, 10);
      const reviewed = reviewExceptions(all, { on, soonDays, reports: [] });
      const items = await Promise.all(
        reviewed
          .filter((one) => state === undefined || one.state === state)
          .map(async ({ waives: _, state: now, daysLeft, ...exception }) => ({
            ...exception,
            scope: mutable(exception.scope),
            ...{ state: now, daysLeft },
            waives: exception.control === blackoutGuardId ? null : await waivedBy(app.db, exception),
          })),
      );
      return { asOf, digest: digestOfExceptions(all), items };
    },
  );

  /** @throws ExceptionsUnusable naming each line: then none holds. */
  function read() {
    try {
      return exceptionsOf(app.config);
    } catch (error) {
      throw error instanceof JobFailure ? new ExceptionsUnusable(error.message) : error;
    }
  }
};
export default exceptions;

/** A scope of one's own. */
const mutable = (scope: ExceptionScope): Record<string, string[]> =>
  Object.fromEntries(Object.entries(scope).map(([part, items]) => [part, [...items]]));
