import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { RecordsError } from '@trailguard/controls/records';
import { dueReviews, reviewKinds } from '@trailguard/controls/reviews';
import { Type } from 'typebox';
import { awsNow } from '../../../aws-now.ts';
import { RecordsUnusable } from '../../../errors.ts';
import { allRecords } from '../../../evidence-records.ts';
import { requireUnlimited } from '../../../identity/principal.ts';
import { answer, AsOf } from '../../../schemas/answer.ts';
import { problems } from '../../../schemas/problem.ts';
import { Review } from '../../../schemas/review.ts';
import { needs } from '../../../schemas/security.ts';
import signOffs from './sign-offs.ts';

const reviews: FastifyPluginAsyncTypebox = async (app) => {
  await app.register(signOffs);

  app.get(
    '',
    {
      schema: {
        operationId: 'listReviews',
        tags: ['evidence'],
        summary: 'Read the calendar of reviews',
        description:
          'Every kind of review with its last record and when it is due again, by the clock of AWS. Those that are overdue are told to webhooks by ' +
          '`review.overdue`, once for each time that they are due.',
        security: needs('read'),
        response: {
          200: answer('All kinds of reviews', Type.Object({ asOf: AsOf, items: Type.Array(Review) })),
          ...problems('RECORDS_UNUSABLE', 'AWS_UNAVAILABLE'),
        },
      },
    },
    async ({ principal }) => {
      requireUnlimited(principal);
      const records = await allRecords(app.db, app.config).catch((error: Error) => {
        throw error instanceof RecordsError ? new RecordsUnusable(error.faults.join('; ')) : error;
      });
      const now = await awsNow(app);
      return {
        asOf: now.toISOString(),
        items: dueReviews(reviewKinds, records, now).map(({ last, covers: _, ...review }) => ({
          ...(review as typeof review & { kind: (typeof Review.properties.kind)['enum'][number] }),
          last:
            last === null
              ? null
              : {
                  ...{ id: last.id, at: last.at, by: [...last.by], signedOffBy: last.signedOffBy },
                  ...{ outcome: last.outcome, reference: last.reference },
                },
        })),
      };
    },
  );
};
export default reviews;
