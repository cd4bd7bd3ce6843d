import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { objectionToSignOff, reviewKindOf, signOffEntry } from '@trailguard/controls/reviews';
import { type Static, Type } from 'typebox';
import { awsNow } from '../../../aws-now.ts';
import { invalidField, NoEvidence } from '../../../errors.ts';
import { requireUnlimited } from '../../../identity/principal.ts';
import { answer, named } from '../../../schemas/answer.ts';
import { Page, PageSize } from '../../../schemas/page.ts';
import { OfBody, problems } from '../../../schemas/problem.ts';
import { EvidenceRecord, RecordKindFilter, RecordNumber, SignOffRequest } from '../../../schemas/review.ts';
import { needs } from '../../../schemas/security.ts';
import { appendRecord, freeRecordId, listRecords, type RecordLine } from '../../../store/records.ts';

const RecordQuery = Type.Object(
  {
    limit: PageSize,
    after: Type.Optional(
      Type.Unsafe<string>({ ...RecordNumber, description: 'the `next` of the page before' }),
    ),
    kind: RecordKindFilter,
  },
  { additionalProperties: false },
);

/** How much the clock of who says when it was may be ahead of AWS's. */
const ClockMilliseconds = 60_000;

const signOffs: FastifyPluginAsyncTypebox = async (app) => {
  app.addHook('preHandler', async (request) => requireUnlimited(request.principal));

  app.post(
    '/sign-offs',
    {
      schema: {
        operationId: 'signOffReview',
        tags: ['evidence'],
        summary: 'Sign off a review',
        description:
          'The caller accepts what others have done, and none of them is the caller. The record is only ever appended to, each line ' +
          'with the SHA-256 of the one before; audits read it as evidence.',
        security: needs('approve'),
        body: SignOffRequest,
        response: {
          201: answer('The record', named(EvidenceRecord)),
          ...problems('NO_EVIDENCE', 'AWS_UNAVAILABLE', ...OfBody),
        },
      },
    },
    async (request, reply) => {
      const { body, principal } = request;
      const now = await awsNow(app);
      const at = instantOf(body.at ?? now.toISOString());
      if (Date.parse(at) > now.getTime() + ClockMilliseconds)
        throw invalidField('at', 'must not be in the future');
      const nextDue = body.nextDue === undefined ? undefined : instantOf(body.nextDue);
      if (nextDue !== undefined && nextDue < at) throw invalidField('nextDue', 'must not be before `at`');
      const said = { ...body, at, nextDue, signedOffBy: principal.name };
      return app.perform(request, reply, 201, async (tx) => {
        const id = await freeRecordId(tx, `${body.kind}-${at.slice(0, 10)}`);
        const entry = signOffEntry(reviewKindOf(body.kind), id, said);
        const objection = objectionToSignOff(entry);
        if (objection !== undefined) throw new NoEvidence(objection);
        const { kind, subject, name } = principal;
        const line = await appendRecord(tx, entry, { by: { kind, subject, name } });
        return { body: written(line), on: { record: id } };
      });
    },
  );

  app.get(
    '/records',
    {
      schema: {
        operationId: 'listRecords',
        tags: ['evidence'],
        summary: 'List the records of reviews and verifications',
        description:
          'Newest first, those that the service keeps. The `hash` of the newest, kept elsewhere, shows later that none is missing.',
        security: needs('read'),
        querystring: RecordQuery,
        response: {
          200: answer('A page of records', Page(named(EvidenceRecord), RecordNumber)),
          ...problems(),
        },
      },
    },
    async ({ query: { limit = 50, after, ...filter } }) => {
      const before = after === undefined ? {} : { after: Number(after) };
      const lines = await listRecords(app.db, { limit: limit + 1, ...before, ...filter });
      const page = lines.slice(0, limit);
      return {
        items: page.map(written),
        next: lines.length > limit ? String(page.at(-1)?.sequence) : null,
      };
    },
  );
};
export default signOffs;

const written = ({ line, hash }: RecordLine) =>
  ({ ...JSON.parse(line), hash }) as Static<typeof EvidenceRecord>;

/** An instant in UTC, as records have it. */
const instantOf = (text: string) => new Date(text).toISOString();
