import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { FastifyInstance } from 'fastify';
import type { PoolClient } from 'pg';
import { Type } from 'typebox';
import {
  AccountExists,
  AccountNotInOrganization,
  AccountNotReady,
  AccountNotAnswered,
  invalidField,
  UnitNotChecked,
} from '../../../errors.ts';
import { maySee, type Principal, requireUnlimited } from '../../../identity/principal.ts';
import { visibleAccount } from '../../../identity/visible.ts';
import type { ExistingAccount } from '../../../organization.ts';
import { Account, AccountRequest, Id, WithApproval } from '../../../schemas/account.ts';
import { answer, location, named } from '../../../schemas/answer.ts';
import { Job } from '../../../schemas/job.ts';
import { OfBody, problems } from '../../../schemas/problem.ts';
import { needs } from '../../../schemas/security.ts';
import { requestAdoption, requestAgain, type Account as StoredAccount } from '../../../store/accounts.ts';
import {
  type JobInput,
  type JobKind,
  latestJobOf,
  openStates,
  type Job as QueuedJob,
} from '../../../store/jobs.ts';

const Params = Type.Object({ id: Id });
const Change = Type.Object(
  { approval: Type.Optional(WithApproval) },
  { additionalProperties: false, description: 'What the change needs', examples: [{ approval: true }] },
);
const queued = {
  202: answer(
    'The account, and the job that changes it',
    Type.Object({ job: named(Job), account: named(Account) }),
    location('Where to read the job'),
  ),
};

/** Changes that need nothing but the account's name. */
const changes = [
  {
    path: 'deployments',
    kind: 'update-account',
    operationId: 'deployAccount',
    summary: 'Bring an account to its baseline again',
    description: 'Previews its stack with every mandatory control, applies what differs, then audits.',
  },
  {
    path: 'quarantine',
    kind: 'quarantine-account',
    operationId: 'quarantineAccount',
    summary: 'Put an account in quarantine',
    description:
      'Moves it to the quarantine unit that the stack `organization` makes: nobody in it may do anything but the roles that ' +
      'deploy and audit. Moving it to another unit undoes it.',
  },
  {
    path: 'close',
    kind: 'close-account',
    operationId: 'closeAccount',
    summary: 'Close an account in quarantine',
    description:
      'Always waits for an approval: 90 days later AWS deletes all that is in it. AWS allows a tenth of the members in 30 days, ' +
      'at least 10. Refused for an account that is not in quarantine, or that the organization rests on.',
  },
] as const;

/** What becomes of accounts after they were made: each a job that previews, asks where people must decide, applies and audits. */
const lifecycle: FastifyPluginAsyncTypebox = async (app) => {
  app.post(
    '/adopt',
    {
      schema: {
        operationId: 'adoptAccount',
        tags: ['accounts'],
        summary: 'Adopt an account that is there already',
        description:
          'Takes an account of the organization into a stack as it is, in its unit, and brings it to the baseline. Nothing in it is ' +
          'replaced or removed: a plan that would is refused.',
        security: needs('propose'),
        body: Type.Object(
          {
            accountId: Type.String({ pattern: '^[0-9]{12}$', description: '12 digits' }),
            approval: Type.Optional(WithApproval),
          },
          {
            additionalProperties: false,
            description: 'The account to adopt',
            examples: [{ accountId: '444444444444' }],
          },
        ),
        response: {
          ...queued,
          ...problems('ACCOUNT_EXISTS', 'ACCOUNT_NOT_IN_ORGANIZATION', 'AWS_UNAVAILABLE', ...OfBody),
        },
      },
    },
    async (request, reply) => {
      const { accountId, approval } = request.body;
      requireUnlimited(request.principal);
      const { managementAccountId, logArchiveAccountId, securityAccountId } = app.config.organization;
      if ([managementAccountId, logArchiveAccountId, securityAccountId].includes(accountId))
        throw invalidField('accountId', 'is an account of the organization’s own stacks, which deploy it');
      const existing = await app.organization.account(accountId, request.id).catch((err: unknown) => {
        app.log.warn({ err }, 'cannot ask for an account');
        throw new AccountNotAnswered(accountId);
      });
      if (existing === undefined) throw new AccountNotInOrganization(accountId);
      return app.perform(request, reply, 202, async (tx) => {
        const adopted = await adopt(app, tx, existing, { approval, requestedBy: request.principal.name });
        return queuedAnswer(adopted);
      });
    },
  );

  app.post(
    '/:id/move',
    {
      schema: {
        operationId: 'moveAccount',
        tags: ['accounts'],
        summary: 'Move an account to another unit',
        description:
          'By its stack, so that the move is previewed and stays. It is the way out of quarantine, too.',
        security: needs('propose'),
        params: Params,
        body: Type.Object(
          {
            organizationalUnitId: AccountRequest.properties.organizationalUnitId,
            approval: Type.Optional(WithApproval),
          },
          {
            additionalProperties: false,
            description: 'Where it goes',
            examples: [{ organizationalUnitId: 'ou-ab12-abcdefgh' }],
          },
        ),
        response: { ...queued, ...problems('NOT_FOUND', 'ACCOUNT_NOT_READY', 'AWS_UNAVAILABLE', ...OfBody) },
      },
    },
    async (request, reply) => {
      const { organizationalUnitId: unit } = request.body;
      const account = await readyAccount(app, request);
      if (!maySee(request.principal, { accountId: null, organizationalUnitId: unit }))
        requireUnlimited(request.principal);
      const exists = await app.organization.hasUnit(unit, request.id).catch((err: unknown) => {
        app.log.warn({ err }, 'cannot ask for an organizational unit');
        throw new UnitNotChecked(unit);
      });
      if (!exists)
        throw invalidField(
          'organizationalUnitId',
          'names no organizational unit or root of this organization',
        );
      return app.perform(request, reply, 202, (tx) => begin(app, tx, request, account, 'move-account'));
    },
  );

  for (const { path, kind, ...told } of changes)
    app.post(
      `/:id/${path}`,
      {
        schema: {
          ...told,
          tags: ['accounts'],
          security: needs('propose'),
          params: Params,
          body: Change,
          response: { ...queued, ...problems('NOT_FOUND', 'ACCOUNT_NOT_READY', ...OfBody) },
        },
      },
      async (request, reply) => {
        const account = await readyAccount(app, request);
        return app.perform(request, reply, 202, (tx) => begin(app, tx, request, account, kind));
      },
    );
};
export default lifecycle;

/** Answers with the account and the job that was queued for it. */
function queuedAnswer(body: { job: QueuedJob; account: StoredAccount }) {
  const { job, account } = body;
  return { body, headers: { location: `/v1/jobs/${job.id}` }, on: { account: account.id, job: job.id } };
}

/** An account that AWS has made, that is not closed, and that the caller may see. */
async function readyAccount(
  { db }: Pick<FastifyInstance, 'db'>,
  { principal, params }: { principal: Principal; params: { id: string } },
): Promise<StoredAccount> {
  const account = await visibleAccount(db, principal, params.id);
  if (account.state !== 'ready' && account.state !== 'quarantined')
    throw new AccountNotReady(account.id, account.state);
  return account;
}

async function adopt(
  { queue }: Pick<FastifyInstance, 'queue'>,
  tx: PoolClient,
  existing: ExistingAccount,
  { approval, requestedBy }: { approval: boolean | undefined; requestedBy: string },
) {
  const asked = await requestAdoption(tx, existing);
  let { account } = asked;
  if (!asked.isNew) {
    const job = await latestJobOf(tx, account.id, 'adopt-account');
    if (job !== undefined && [...openStates, 'succeeded'].includes(job.state)) return { job, account };
    // Made by this service, or another has the address.
    if (!account.isAdopted || account.accountId !== existing.accountId)
      throw new AccountExists(account.email, account.name, account.organizationalUnitId, account.state);
    account = await requestAgain(tx, account.id, existing);
  }
  const job = await queue.enqueue(tx, {
    kind: 'adopt-account',
    runKey: `account:${account.id}`,
    account: account.id,
    input: approval === undefined ? {} : { approval },
    requestedBy,
  });
  return { job, account };
}

/** Queues a change of an account; the same change that waits or runs already is answered with its job. */
async function begin(
  { queue }: Pick<FastifyInstance, 'queue'>,
  tx: PoolClient,
  { principal, body: input }: { principal: Principal; body: JobInput },
  account: StoredAccount,
  kind: JobKind,
) {
  await tx.query('SELECT FROM accounts WHERE id = $1 FOR UPDATE', [account.id]);
  const latest = await latestJobOf(tx, account.id, kind);
  const isSame = latest !== undefined && latest.input.organizationalUnitId === input.organizationalUnitId;
  if (isSame && openStates.includes(latest.state)) return queuedAnswer({ job: latest, account });
  const job = await queue.enqueue(tx, {
    kind,
    runKey: `account:${account.id}`,
    account: account.id,
    input,
    requestedBy: principal.name,
  });
  return queuedAnswer({ job, account });
}
