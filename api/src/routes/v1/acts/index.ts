import { Readable } from 'node:stream';
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { type Static, Type } from 'typebox';
import { requireUnlimited } from '../../../identity/principal.ts';
import { Act, ActNumber } from '../../../schemas/act.ts';
import { answer, named } from '../../../schemas/answer.ts';
import { Page, PageSize, Since, TextFilter } from '../../../schemas/page.ts';
import { problems } from '../../../schemas/problem.ts';
import { needs } from '../../../schemas/security.ts';
import { actLinesAfter, headOfActs, listActs } from '../../../store/acts.ts';
import type { Queryable } from '../../../store/database.ts';

const ActQuery = Type.Object(
  {
    limit: PageSize,
    after: Type.Optional(Type.Unsafe<string>({ ...ActNumber, description: 'the `next` of the page before' })),
    by: TextFilter(255, 'the name of a caller, whose acts alone are listed'),
    act: TextFilter(64, 'what was done, such as `vendAccount`; such acts alone are listed'),
    outcome: TextFilter(64, '`done`, or a code; acts with this outcome alone are listed'),
    since: Since,
  },
  { additionalProperties: false },
);

/** Lines that are read at once for an export. */
const LinesAtOnce = 1_000;

/** What was done through the service, for those who answer for it. */
const acts: FastifyPluginAsyncTypebox = async (app) => {
  app.addHook('preHandler', async (request) => requireUnlimited(request.principal));

  app.get(
    '',
    {
      schema: {
        operationId: 'listActs',
        tags: ['acts'],
        summary: 'List acts',
        description:
          'Newest first: every request that changes something, done or refused, and every end of a job.',
        security: needs('admin'),
        querystring: ActQuery,
        response: { 200: answer('A page of acts', Page(named(Act), ActNumber)), ...problems() },
      },
    },
    async ({ query: { limit = 50, after, ...filter } }) => {
      const before = after === undefined ? {} : { after: Number(after) };
      const lines = await listActs(app.db, { limit: limit + 1, ...before, ...filter });
      const page = lines.slice(0, limit);
      return {
        items: page.map(({ line }) => JSON.parse(line) as Static<typeof Act>),
        next: lines.length > limit ? String(page.at(-1)?.sequence) : null,
      };
    },
  );

  app.get(
    '/head',
    {
      schema: {
        operationId: 'readHeadOfActs',
        tags: ['acts'],
        summary: 'Read where the record of acts ends',
        description: 'Kept elsewhere, it shows later that nothing was cut off the end of an exported record.',
        security: needs('admin'),
        response: {
          200: answer(
            'Number and hash of the last act',
            Type.Object({
              sequence: Type.Integer({ minimum: 0 }),
              hash: Type.Union([Type.String({ pattern: '^[0-9a-f]{64}$' }), Type.Null()], {
                description: 'SHA-256 of its line; null while there is none',
              }),
            }),
          ),
          ...problems(),
        },
      },
    },
    async () => headOfActs(app.db),
  );

  app.get(
    '/export',
    {
      // Without its body it has nothing to tell.
      exposeHeadRoute: false,
      schema: {
        operationId: 'exportActs',
        tags: ['acts'],
        summary: 'Export the record of acts',
        description:
          'JSON Lines, each line as it was written and with the SHA-256 of the line before it. ' +
          '`node packages/evidence/src/verify-lines.ts FILE` verifies it without the service.',
        security: needs('admin'),
        querystring: Type.Object(
          {
            after: Type.Optional(
              Type.Unsafe<string>({
                ...ActNumber,
                description: 'the number of the last act that is there already',
              }),
            ),
          },
          { additionalProperties: false },
        ),
        response: {
          200: {
            description: 'Acts, in order; the schema is that of each line',
            content: { 'application/jsonl': { schema: Type.Unsafe<Readable>(named(Act)) } },
          },
          ...problems(),
        },
      },
    },
    async ({ query }, reply) => {
      reply.headers({ 'content-type': 'application/jsonl', 'cache-control': 'no-store' });
      return reply.send(Readable.from(linesAfter(app.db, Number(query.after ?? 0))));
    },
  );
};
export default acts;

async function* linesAfter(db: Queryable, sequence: number): AsyncGenerator<string> {
  for (;;) {
    const lines = await actLinesAfter(db, sequence, LinesAtOnce);
    if (lines.length > 0) yield lines.map(({ line }) => `${line}\n`).join('');
    if (lines.length < LinesAtOnce) return;
    sequence = lines.at(-1)?.sequence ?? sequence;
  }
}
