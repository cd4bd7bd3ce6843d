import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { AccountExists, AccountNotReady, NotFound } from '../../../errors.ts';
import { Account, AccountRequest, Id } from '../../../schemas/account.ts';
import { answer, location, named } from '../../../schemas/answer.ts';
import { Audit } from '../../../schemas/audit.ts';
import { Job } from '../../../schemas/job.ts';
import { Page, PageQuery, pageOf } from '../../../schemas/page.ts';
import { OfBody, problems } from '../../../schemas/problem.ts';
import { findAccount, listAccounts, requestAccount, updateAccount } from '../../../store/accounts.ts';
import { transaction } from '../../../store/database.ts';
import { latestJobOf } from '../../../store/jobs.ts';

const Params = Type.Object({ id: Id });

const accounts: FastifyPluginAsyncTypebox = async (app) => {
  app.post(
    '',
    {
      onRequest: app.requires('provision'),
      schema: {
        operationId: 'vendAccount',
        tags: ['accounts'],
        summary: 'Vend an account',
        description:
          'Previews the account and its baseline with every mandatory control, creates them when none objects, then audits. ' +
          'Sending the same request again never makes a second account: it answers with the job that makes the first. ' +
          'A request that was refused or failed is tried again.',
        security: [{ apiKey: ['provision'] }],
        body: AccountRequest,
        response: {
          202: answer(
            'The account, and the job that makes it',
            Type.Object({ job: named(Job), account: named(Account) }),
            location('Where to read the job'),
          ),
          ...problems('ACCOUNT_EXISTS', ...OfBody),
        },
      },
    },
    async (request, reply) => {
      const requestedBy = request.apiKey?.name ?? 'unknown';
      const vended = await transaction(app.db, async (tx) => {
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
      return reply.code(202).header('location', `/v1/jobs/${vended.job.id}`).send(vended);
    },
  );

  app.get(
    '',
    {
      onRequest: app.requires('read'),
      schema: {
        operationId: 'listAccounts',
        tags: ['accounts'],
        summary: 'List accounts',
        description: 'Newest first, those that were refused or failed included.',
        security: [{ apiKey: ['read'] }],
        querystring: PageQuery,
        response: { 200: answer('A page of accounts', Page(named(Account))), ...problems() },
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
        operationId: 'readAccount',
        tags: ['accounts'],
        summary: 'Read an account',
        description: 'Its state, and once AWS has made it its 12 digits.',
        security: [{ apiKey: ['read'] }],
        params: Params,
        response: { 200: answer('The account', named(Account)), ...problems('NOT_FOUND') },
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
        operationId: 'auditAccount',
        tags: ['audits'],
        summary: 'Audit an account now',
        description:
          'Reads the live account and judges it by every control. The audit can be read at once; its report comes with the end of the job.',
        security: [{ apiKey: ['audit'] }],
        params: Params,
        response: {
          202: answer(
            'The audit, and the job that makes it',
            Type.Object({ job: named(Job), audit: named(Audit) }),
            location('Where to read the audit'),
          ),
          ...problems('NOT_FOUND', 'ACCOUNT_NOT_READY', ...OfBody),
        },
      },
    },
    async (request, reply) => {
      const account = await findAccount(app.db, request.params.id);
      if (account === undefined) throw new NotFound('account', request.params.id);
      if (account.accountId === null) throw new AccountNotReady(account.id, account.state);
      const asked = await transaction(app.db, (tx) =>
        app.queue.enqueueAudit(tx, account.id, request.apiKey?.name ?? 'unknown'),
      );
      return reply.code(202).header('location', `/v1/audits/${asked.audit.id}`).send(asked);
    },
  );
};
export default accounts;
