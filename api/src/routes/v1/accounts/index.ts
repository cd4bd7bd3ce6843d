import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { AccountExists, AccountNotReady, NotFound } from '../../../errors.ts';
import { Account, AccountRequest, Id } from '../../../schemas/account.ts';
import { Audit } from '../../../schemas/audit.ts';
import { Job } from '../../../schemas/job.ts';
import { Page, PageQuery, pageOf } from '../../../schemas/page.ts';
import { Problem } from '../../../schemas/problem.ts';
import { findAccount, listAccounts, requestAccount, updateAccount } from '../../../store/accounts.ts';
import { insertAudit } from '../../../store/audits.ts';
import { transaction } from '../../../store/database.ts';
import { latestJobOf } from '../../../store/jobs.ts';

const Params = Type.Object({ id: Id });
const security = [{ apiKey: [] }];

const accounts: FastifyPluginAsyncTypebox = async (app) => {
  app.post(
    '/',
    {
      onRequest: app.requires('provision'),
      schema: {
        tags: ['accounts'],
        summary: 'Vend an account',
        description:
          'Previews the account and its baseline with every mandatory control, creates them when none objects, then audits. ' +
          'Sending the same request again never makes a second account: it answers with the job that makes the first. ' +
          'A request that was refused or failed is tried again.',
        security,
        body: AccountRequest,
        response: {
          202: Type.Object({ job: Job, account: Account }),
          400: Problem,
          401: Problem,
          403: Problem,
          409: Problem,
        },
      },
    },
    async (request, reply) => {
      const requestedBy = request.apiKey?.name ?? 'unknown';
      const answer = await transaction(app.db, async (tx) => {
        const { account, isNew } = await requestAccount(tx, request.body);
        if (!isNew) {
          const same =
            account.name === request.body.name &&
            account.organizationalUnitId === request.body.organizationalUnitId;
          if (!same) throw new AccountExists(account.email, account.state);
          const job = await latestJobOf(tx, account.id, 'vend-account');
          if (job !== undefined && ['queued', 'running', 'succeeded'].includes(job.state))
            return { job, account };
          await updateAccount(tx, account.id, { state: 'requested' });
        }
        const job = await app.queue.enqueue(tx, {
          kind: 'vend-account',
          runKey: `account:${account.id}`,
          account: account.id,
          requestedBy,
        });
        return { job, account: { ...account, state: 'requested' as const } };
      });
      return reply.code(202).header('location', `/v1/jobs/${answer.job.id}`).send(answer);
    },
  );

  app.get(
    '/',
    {
      onRequest: app.requires('read'),
      schema: {
        tags: ['accounts'],
        summary: 'List accounts',
        security,
        querystring: PageQuery,
        response: { 200: Page(Account), 401: Problem },
      },
    },
    async (request) => {
      const { limit = 50, after } = request.query;
      return pageOf(
        await listAccounts(app.db, { limit: limit + 1, ...(after === undefined ? {} : { after }) }),
        limit,
      );
    },
  );

  app.get(
    '/:id',
    {
      onRequest: app.requires('read'),
      schema: {
        tags: ['accounts'],
        summary: 'Read an account',
        security,
        params: Params,
        response: { 200: Account, 401: Problem, 404: Problem },
      },
    },
    async (request) => {
      const account = await findAccount(app.db, request.params.id);
      if (account === undefined) throw new NotFound('account', request.params.id);
      return account;
    },
  );

  app.post(
    '/:id/audits',
    {
      onRequest: app.requires('audit'),
      schema: {
        tags: ['audits'],
        summary: 'Audit an account now',
        security,
        params: Params,
        response: { 202: Type.Object({ job: Job, audit: Audit }), 401: Problem, 404: Problem, 409: Problem },
      },
    },
    async (request, reply) => {
      const account = await findAccount(app.db, request.params.id);
      if (account === undefined) throw new NotFound('account', request.params.id);
      if (account.accountId === null) throw new AccountNotReady(account.id, account.state);
      const answer = await transaction(app.db, async (tx) => {
        const job = await app.queue.enqueue(tx, {
          kind: 'audit-account',
          runKey: `audit:${account.id}`,
          account: account.id,
          requestedBy: request.apiKey?.name ?? 'unknown',
        });
        return { job, audit: await insertAudit(tx, { account: account.id, job: job.id }) };
      });
      return reply.code(202).header('location', `/v1/audits/${answer.audit.id}`).send(answer);
    },
  );
};
export default accounts;
