import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { NotFound } from '../../../errors.ts';
import { Id } from '../../../schemas/account.ts';
import { answer, named } from '../../../schemas/answer.ts';
import { Audit } from '../../../schemas/audit.ts';
import { problems } from '../../../schemas/problem.ts';
import { findAudit } from '../../../store/audits.ts';

const audits: FastifyPluginAsyncTypebox = async (app) => {
  app.get(
    '/:id',
    {
      onRequest: app.requires('read'),
      schema: {
        operationId: 'readAudit',
        tags: ['audits'],
        summary: 'Read an audit',
        description:
          'Its report is there once it is complete, or partial: what could not be read is unknown.',
        security: [{ apiKey: ['read'] }],
        params: Type.Object({ id: Id }),
        response: { 200: answer('The audit', named(Audit)), ...problems('NOT_FOUND') },
      },
    },
    async (request) => {
      const audit = await findAudit(app.db, request.params.id);
      if (audit === undefined) throw new NotFound('audit', request.params.id);
      return audit;
    },
  );
};
export default audits;
