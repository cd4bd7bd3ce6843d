import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { FastifyInstance } from 'fastify';
import { type Static, Type } from 'typebox';
import {
  AccountExists,
  AccountNotReady,
  AddressTaken,
  ForeignUnit,
  invalidField,
  UnitNotChecked,
} from '../../../errors.ts';
import { maySee, type Principal } from '../../../identity/principal.ts';
import { visibleAccount } from '../../../identity/visible.ts';
import { Account, AccountRequest, Id } from '../../../schemas/account.ts';
import { answer, location, named } from '../../../schemas/answer.ts';
import { Audit } from '../../../schemas/audit.ts';
import { Job } from '../../../schemas/job.ts';
import { Page, pageOf, PageQuery, Since, TextFilter } from '../../../schemas/page.ts';
import { OfBody, problems } from '../../../schemas/problem.ts';
import { needs } from '../../../schemas/security.ts';
import {
  AccountStates,
  findAccountByAddress,
  listAccounts,
  requestAccount,
  requestAgain,
  type Account as StoredAccount,
} from '../../../store/accounts.ts';
import type { Queryable } from '../../../store/database.ts';
import { latestJobOf, openStates, type Job as StoredJob } from '../../../store/jobs.ts';
import lifecycle from './lifecycle.ts';

const AccountQuery = Type.Object(
  {
    ...PageQuery.properties,
    state: Type.Optional(Type.Enum(AccountStates, { description: 'Accounts in this state alone' })),
    organizationalUnitId: TextFilter(70, 'an organizational unit; accounts directly in it alone are listed'),
    email: TextFilter(64, 'an e-mail address; the account that has it alone is listed'),
    since: Since,
  },
  { additionalProperties: false },
);
const Params = Type.Object({ id: Id });
type Request = Static<typeof AccountRequest>;

const accounts: FastifyPluginAsyncTypebox = async (app) => {
  await app.register(lifecycle);
  app.post(
    '',
    {
      schema: {
        operationId: 'vendAccount',
        tags: ['accounts'],
        summary: 'Vend an account',
        description:
          'Previews the account and its baseline with every mandatory control, creates them when none objects, then audits. ' +
          'Sending the same request again never makes a second account: it answers with the job that makes the first. ' +
          'A request that was refused or failed is tried again, with another name or unit if they were the fault.',
        security: needs('propose'),
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
      const { body, principal } = request;
      requireOwnUnit(principal, body.organizationalUnitId);
      await requireUnit(app, body, request.id);
      return app.perform(request, reply, 202, async (tx) => {
        const vended = await vend(app, tx, body, principal);
        const { job, account } = vended;
        return {
          body: vended,
          headers: { location: `/v1/jobs/${job.id}` },
          on: { account: account.id, job: job.id },
        };
      });
    },
  );

  app.get(
    '',
    {
      schema: {
        operationId: 'listAccounts',
        tags: ['accounts'],
        summary: 'List accounts',
        description: 'Newest first, those that were refused or failed included.',
        security: needs('read'),
        querystring: AccountQuery,
        response: { 200: answer('A page of accounts', Page(named(Account))), ...problems('NOT_FOUND') },
      },
    },
    async ({ query: { limit = 50, ...filter }, principal }) => {
      if (filter.after !== undefined) await visibleAccount(app.db, principal, filter.after);
      const { limits } = principal;
      return pageOf(await listAccounts(app.db, { limit: limit + 1, ...filter, limits }), limit);
    },
  );

  app.get(
    '/:id',
    {
      schema: {
        operationId: 'readAccount',
        tags: ['accounts'],
        summary: 'Read an account',
        description: 'Its state, and once AWS has made it its 12 digits.',
        security: needs('read'),
        params: Params,
        response: { 200: answer('The account', named(Account)), ...problems('NOT_FOUND') },
      },
    },
    async ({ params, principal }) => visibleAccount(app.db, principal, params.id),
  );

  app.post(
    '/:id/audits',
    {
      schema: {
        operationId: 'auditAccount',
        tags: ['audits'],
        summary: 'Audit an account now',
        description:
          'Reads the live account and judges it by every control. The audit can be read at once; its report comes with the end of the job.',
        security: needs('audit'),
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
      const { params, principal } = request;
      const account = await visibleAccount(app.db, principal, params.id);
      if (account.accountId === null) throw new AccountNotReady(account.id, account.state);
      return app.perform(request, reply, 202, async (tx) => {
        const asked = await app.queue.enqueueAudit(tx, account.id, principal.name);
        const { job, audit } = asked;
        return {
          body: asked,
          headers: { location: `/v1/audits/${audit.id}` },
          on: { audit: audit.id, job: job.id },
        };
      });
    },
  );
};
export default accounts;

/** Takes the address and queues the job that makes the account; asked for already, tells the job that does. */
async function vend(
  { queue }: Pick<FastifyInstance, 'queue'>,
  tx: Queryable,
  request: Request,
  caller: Principal,
): Promise<{ job: StoredJob; account: StoredAccount }> {
  const asked = await requestAccount(tx, request);
  let { account } = asked;
  if (!asked.isNew) {
    // Whoever may not see the account learns of it what AWS tells everyone: that the address is taken.
    if (!maySee(caller, account)) throw new AddressTaken(account.email);
    const job = await latestJobOf(tx, account.id, 'vend-account');
    const isOpen = job !== undefined && [...openStates, 'succeeded'].includes(job.state);
    if (!mayBecome(account, request, isOpen))
      throw new AccountExists(account.email, account.name, account.organizationalUnitId, account.state);
    if (isOpen) return { job, account };
    account = await requestAgain(tx, account.id, request);
  }
  const job = await queue.enqueue(tx, {
    kind: 'vend-account',
    runKey: `account:${account.id}`,
    account: account.id,
    ...(request.approval === undefined ? {} : { input: { approval: request.approval } }),
    requestedBy: caller.name,
  });
  return { job, account };
}

/** Refuses a caller that is limited to other units: the account would not be there for it. */
function requireOwnUnit({ limits }: Principal, unitId: string): void {
  if (limits !== null && !limits.organizationalUnits.includes(unitId)) throw new ForeignUnit(unitId);
}

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
