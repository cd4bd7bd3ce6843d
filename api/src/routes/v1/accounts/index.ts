import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { FastifyInstance } from 'fastify';
import { type Static, Type } from 'typebox';
import { AccountExists, AccountNotReady, invalidField, NotFound, UnitNotChecked } from '../../../errors.ts';
import { Account, AccountRequest, Id } from '../../../schemas/account.ts';
import { answer, location, named } from '../../../schemas/answer.ts';
import { Audit } from '../../../schemas/audit.ts';
import { Job } from '../../../schemas/job.ts';
import { Page, PageQuery, pageOf } from '../../../schemas/page.ts';
import { OfBody, problems } from '../../../schemas/problem.ts';
import {
  type Account as StoredAccount,
  findAccount,
  findAccountByAddress,
  listAccounts,
  requestAccount,
  requestAgain,
} from '../../../store/accounts.ts';
import { transaction } from '../../../store/database.ts';
import { latestJobOf } from '../../../store/jobs.ts';

const Params = Type.Object({ id: Id });
type Request = Static<typeof AccountRequest>;

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
          'A request that was refused or failed is tried again, with another name or unit if they were the fault.',
        security: [{ apiKey: ['provision'] }],
        body: AccountRequest,
        response: {
          202: answer(
            'The account, and the job that makes it',
            Type.Object({ job: named(Job), account: named(Account) }),
            location('Where to read the job'),
          ),
          ...problems('ACCOUNT_EXISTS', 'AWS_UNAVAILABLE', ...OfBody),
        },
      },
    },
    async (request, reply) => {
      await requireUnit(app, request.body, request.id);
      const vended = await transaction(app.db, async (tx) => {
        const asked = await requestAccount(tx, request.body);
        let { account } = asked;
        if (!asked.isNew) {
          const job = await latestJobOf(tx, account.id, 'vend-account');
          const isOpen = job !== undefined && ['queued', 'running', 'succeeded'].includes(job.state);
          if (!mayBecome(account, request.body, isOpen))
            throw new AccountExists(account.email, account.name, account.organizationalUnitId, account.state);
          if (isOpen) return { job, account };
          account = await requestAgain(tx, account.id, request.body);
        }
        const job = await app.queue.enqueue(tx, {
          kind: 'vend-account',
          runKey: `account:${account.id}`,
          account: account.id,
          requestedBy: request.apiKey?.name ?? 'unknown',
        });
        return { job, account };
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
        response: { 200: answer('A page of accounts', Page(named(Account))), ...problems('NOT_FOUND') },
      },
    },
    async (request) => {
      const { limit = 50, after } = request.query;
      if (after !== undefined && (await findAccount(app.db, after)) === undefined)
        throw new NotFound('account', after);
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

/** Refuses a unit that does not exist before anything is begun: AWS would make the account, and then not move it. */
async function requireUnit(
  { db, organization, log }: FastifyInstance,
  { email, organizationalUnitId }: Request,
  requestId: string,
): Promise<void> {
  const state = (await findAccountByAddress(db, email))?.state;
  // Asked for already: nothing new is begun, whatever the unit.
  if (state === 'requested' || state === 'ready') return;
  const exists = await organization.hasUnit(organizationalUnitId, requestId).catch((err: unknown) => {
    log.warn({ err }, 'cannot ask for an organizational unit');
    throw new UnitNotChecked(organizationalUnitId);
  });
  if (!exists)
    throw invalidField(
      'organizationalUnitId',
      `names no organizational unit or root of this organization; aws organizations list-organizational-units-for-parent lists them`,
    );
}

/** Whether an account may be asked for so: while an attempt is open or has succeeded only as it was, later anew. */
function mayBecome(account: StoredAccount, request: Request, isOpen: boolean): boolean {
  const { name, organizationalUnitId } = account;
  if (isOpen) return request.name === name && request.organizationalUnitId === organizationalUnitId;
  // What AWS has made keeps its name; it can still be moved.
  return account.accountId === null || request.name === name;
}
