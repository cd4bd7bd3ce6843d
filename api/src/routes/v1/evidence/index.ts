import { Readable } from 'node:stream';
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { EvidenceExpired, invalidField, NotFound } from '../../../errors.ts';
import { requireUnlimited } from '../../../identity/principal.ts';
import { Id } from '../../../schemas/account.ts';
import { answer, location, named } from '../../../schemas/answer.ts';
import { EvidenceBundle, EvidenceRequest } from '../../../schemas/evidence.ts';
import { Job } from '../../../schemas/job.ts';
import { Page, PageQuery, pageOf } from '../../../schemas/page.ts';
import { OfBody, problems } from '../../../schemas/problem.ts';
import { needs } from '../../../schemas/security.ts';
import type { Queryable } from '../../../store/database.ts';
import { fileOfBundle, findBundle, hasFile, listBundles } from '../../../store/evidence-bundles.ts';

const Params = Type.Object({ id: Id });

const evidence: FastifyPluginAsyncTypebox = async (app) => {
  app.addHook('preHandler', async (request) => requireUnlimited(request.principal));

  app.post(
    '',
    {
      schema: {
        operationId: 'collectEvidence',
        tags: ['evidence'],
        summary: 'Collect the evidence of a time in one file',
        description:
          'Findings, exceptions, proofs of the log files, jobs, acts, reviews, incidents and digests of states, with a manifest of their ' +
          'hashes. What belongs in it and could not be read is named in the job’s result and in the file.',
        security: needs('audit'),
        body: EvidenceRequest,
        response: {
          202: answer(
            'The job that does it',
            Type.Object({ job: named(Job) }),
            location('Where to read the job'),
          ),
          ...problems(...OfBody),
        },
      },
    },
    async (request, reply) => {
      const { body, principal } = request;
      const [from, to] = [body.from, body.to ?? new Date().toISOString()].map((time) =>
        new Date(time).toISOString(),
      ) as [string, string];
      if (to <= from)
        throw invalidField(body.to === undefined ? 'from' : 'to', 'must leave some time between');
      return app.perform(request, reply, 202, async (tx) => {
        const asked = { kind: 'collect-evidence', runKey: 'evidence', input: { from, to } } as const;
        const job = await app.queue.enqueue(tx, { ...asked, requestedBy: principal.name });
        return { body: { job }, headers: { location: `/v1/jobs/${job.id}` }, on: { job: job.id } };
      });
    },
  );

  app.get(
    '',
    {
      schema: {
        operationId: 'listEvidence',
        tags: ['evidence'],
        summary: 'List bundles of evidence',
        description: 'Newest first, without their files.',
        security: needs('read'),
        querystring: PageQuery,
        response: {
          200: answer('A page of bundles', Page(named(EvidenceBundle))),
          ...problems('NOT_FOUND'),
        },
      },
    },
    async ({ query: { limit = 50, ...page } }) => {
      if (page.after !== undefined) await found(app.db, page.after);
      return pageOf(await listBundles(app.db, { limit: limit + 1, ...page }), limit);
    },
  );

  app.get(
    '/:id',
    {
      schema: {
        operationId: 'readEvidence',
        tags: ['evidence'],
        summary: 'Read what is known of a bundle',
        description: 'Its time, its size, and the hashes by which it is known.',
        security: needs('read'),
        params: Params,
        response: { 200: answer('The bundle', named(EvidenceBundle)), ...problems('NOT_FOUND') },
      },
    },
    async ({ params }) => found(app.db, params.id),
  );

  app.get(
    '/:id/file',
    {
      // Without its body it has nothing to tell.
      exposeHeadRoute: false,
      schema: {
        operationId: 'downloadEvidence',
        tags: ['evidence'],
        summary: 'Download a bundle',
        description:
          'A ZIP file, kept until `expiresAt`. `trailguard evidence verify FILE` proves it offline. It holds the record of acts, so it takes the same role.',
        security: needs('admin'),
        params: Params,
        response: {
          200: {
            description: 'The file',
            content: {
              'application/zip': {
                schema: Type.Unsafe<Readable>({ type: 'string', contentMediaType: 'application/zip' }),
              },
            },
          },
          ...problems('NOT_FOUND', 'EVIDENCE_EXPIRED'),
        },
      },
    },
    async ({ params }, reply) => {
      const { id, size, from, to, expiresAt } = await found(app.db, params.id);
      if (!(await hasFile(app.db, id))) throw new EvidenceExpired(id, expiresAt, from, to);
      const name = `trailguard-evidence-${from.slice(0, 10)}-${to.slice(0, 10)}.zip`;
      reply.headers({
        'content-type': 'application/zip',
        'content-length': String(size),
        'content-disposition': `attachment; filename="${name}"`,
        'cache-control': 'no-store',
      });
      return reply.send(Readable.from(fileOfBundle(app.db, { id, size })));
    },
  );
};
export default evidence;

async function found(db: Queryable, id: string) {
  const bundle = await findBundle(db, id);
  if (bundle === undefined) throw new NotFound('bundle of evidence', id);
  return bundle;
}
