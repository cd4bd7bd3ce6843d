import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { NotFound } from '../../../errors.ts';
import { Id } from '../../../schemas/account.ts';
import { Audit } from '../../../schemas/audit.ts';
import { Problem } from '../../../schemas/problem.ts';
import { findAudit } from '../../../store/audits.ts';

const audits: FastifyPluginAsyncTypebox = async (app) => {
  app.get(
    '/:id',
    {
      onRequest: app.requires('read'),
      schema: {
        tags: ['audits'],
        summary: 'Read an audit',
        security: [{ apiKey: [] }],
        params: Type.Object({ id: Id }),
        response: { 200: Audit, 401: Problem, 404: Problem },
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
