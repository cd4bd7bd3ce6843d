import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { type Static, Type } from 'typebox';
import { AccountNotReady, invalidField, NotFound } from '../../../errors.ts';
import { answer, location, named } from '../../../schemas/answer.ts';
import { Job } from '../../../schemas/job.ts';
import { Page, PageQuery, pageOf } from '../../../schemas/page.ts';
import { OfBody, problems } from '../../../schemas/problem.ts';
import { needs } from '../../../schemas/security.ts';
import { Stack, StackActions, StackId, StackJobRequest } from '../../../schemas/stack.ts';
import { accountStackViews, findStackView, organizationStackViews, type StackView } from '../../../stacks.ts';
import { findAccount, listAccounts } from '../../../store/accounts.ts';
import type { NewJob } from '../../../store/jobs.ts';
import { readStackState } from '../../../store/stack-states.ts';

const Params = Type.Object({ id: StackId });
const Content = (description: string) => Type.Record(Type.String(), Type.Unknown(), { description });

const stacks: FastifyPluginAsyncTypebox = async (app) => {
  app.get(
    '',
    {
      schema: {
        operationId: 'listStacks',
        tags: ['stacks'],
        summary: 'List stacks',
        description: 'Those of the organization on the first page, then those of accounts, newest first.',
        security: needs('read'),
        querystring: PageQuery,
        response: { 200: answer('A page of stacks', Page(named(Stack))), ...problems('NOT_FOUND') },
      },
    },
    async ({ query, principal }) => {
      const { limit = 50, after } = query;
      if (after !== undefined && (await findAccount(app.db, after)) === undefined)
        throw new NotFound('account', after);
      const page = { limit: limit + 1, ...(after === undefined ? {} : { after }), limits: principal.limits };
      const accounts = pageOf(await listAccounts(app.db, page), limit);
      const first = after === undefined ? await organizationStackViews(app, principal) : [];
      return { items: [...first, ...(await accountStackViews(app, accounts.items))], next: accounts.next };
    },
  );

  app.get(
    '/:id',
    {
      schema: {
        operationId: 'readStack',
        tags: ['stacks'],
        summary: 'Read a stack',
        description: 'What it is of, and its state after the last job.',
        security: needs('read'),
        params: Params,
        response: { 200: answer('The stack', named(Stack)), ...problems('NOT_FOUND') },
      },
    },
    (request) => stackOf(app, request, request.params.id),
  );

  app.get(
    '/:id/outputs',
    {
      schema: {
        operationId: 'readStackOutputs',
        tags: ['stacks'],
        summary: "Read a stack's outputs",
        description: 'As the last job left them. A secret is `[secret]`; only Pulumi itself shows it.',
        security: needs('read'),
        params: Params,
        response: {
          200: answer('The outputs', Type.Object({ outputs: Content('By name') })),
          ...problems('NOT_FOUND'),
        },
      },
    },
    async (request) => {
      const { id } = await stackOf(app, request, request.params.id);
      const state = await readStackState(app.db, id, 'outputs');
      if (state === undefined) throw new NotFound('recorded state of stack', id);
      return { outputs: state.outputs };
    },
  );

  app.get(
    '/:id/export',
    {
      schema: {
        operationId: 'exportStack',
        tags: ['stacks'],
        summary: "Export a stack's state",
        description:
          'As `pulumi stack export` writes it and the last job left it, with `[secret]` for every secret: to read and to compare, ' +
          'not to import.',
        security: needs('read'),
        params: Params,
        response: {
          200: answer(
            'The state',
            Type.Object({
              version: Type.Literal(3, { description: "Version of Pulumi's format" }),
              deployment: Content('Resources and pending operations'),
            }),
          ),
          ...problems('NOT_FOUND'),
        },
      },
    },
    async (request) => {
      const { id } = await stackOf(app, request, request.params.id);
      const state = await readStackState(app.db, id, 'deployment');
      if (state === undefined) throw new NotFound('recorded state of stack', id);
      return { version: 3 as const, deployment: state.deployment };
    },
  );

  app.post(
    '/:id/jobs',
    {
      schema: {
        operationId: 'runStack',
        tags: ['stacks'],
        summary: 'Preview, update, refresh, compare or destroy a stack',
        description:
          'Whatever changes something is previewed first with every mandatory control, and compared with what the organization ' +
          'logs, watches and protects now.',
        security: needs('propose'),
        params: Params,
        body: StackJobRequest,
        response: {
          202: answer(
            'The job that does it',
            Type.Object({ job: named(Job) }),
            location('Where to read the job'),
          ),
          ...problems('NOT_FOUND', 'ACCOUNT_NOT_READY', ...OfBody),
        },
      },
    },
    async (request, reply) => {
      const stack = await stackOf(app, request, request.params.id);
      const wanted = await wantedJob(app, request, stack, request.body);
      return app.perform(request, reply, 202, async (tx) => {
        const job = await app.queue.enqueue(tx, wanted);
        return { body: { job }, headers: { location: `/v1/jobs/${job.id}` }, on: { job: job.id } };
      });
    },
  );
};
export default stacks;

async function stackOf(
  app: FastifyInstance,
  { principal }: Pick<FastifyRequest, 'principal'>,
  id: string,
): Promise<StackView> {
  const stack = await findStackView(app, principal, id);
  if (stack === undefined) throw new NotFound('stack', id);
  return stack;
}

async function wantedJob(
  { db }: Pick<FastifyInstance, 'db'>,
  { principal }: Pick<FastifyRequest, 'principal'>,
  stack: StackView,
  { action, approval, reapply = false }: Static<typeof StackJobRequest>,
): Promise<NewJob> {
  if (reapply && action !== 'drift') throw invalidField('reapply', 'goes with the action drift alone');
  const account = stack.account === null ? undefined : await findAccount(db, stack.account);
  if (account !== undefined && account.state !== 'ready' && account.state !== 'quarantined')
    throw new AccountNotReady(account.id, account.state);
  return {
    kind: StackActions[action],
    runKey: account === undefined ? 'organization' : `account:${account.id}`,
    ...(account === undefined ? {} : { account: account.id }),
    input: {
      ...(account === undefined ? { stack: stack.id } : {}),
      // What is put back was changed by somebody, for whatever reason: people look at it.
      ...(approval === undefined && !reapply ? {} : { approval: approval === true || reapply }),
      ...(reapply ? { reapply } : {}),
    },
    requestedBy: principal.name,
  };
}
