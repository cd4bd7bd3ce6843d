import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { invalidField, NotFound } from '../../../errors.ts';
import { requireUnlimited } from '../../../identity/principal.ts';
import { Id } from '../../../schemas/account.ts';
import { answer, location, named } from '../../../schemas/answer.ts';
import { Page, PageQuery, pageOf } from '../../../schemas/page.ts';
import { OfBody, problems } from '../../../schemas/problem.ts';
import { needs } from '../../../schemas/security.ts';
import { MessageState, Webhook, WebhookMessage, WebhookRequest } from '../../../schemas/webhook.ts';
import type { Queryable } from '../../../store/database.ts';
import {
  deleteWebhook,
  findWebhook,
  insertWebhook,
  listMessages,
  listWebhooks,
  reviveMessages,
  type Webhook as StoredWebhook,
} from '../../../store/webhooks.ts';
import { AddressRefused, publicAddresses } from '../../../webhooks/public-address.ts';

const Params = Type.Object({ id: Id });

/** Where others are told of jobs, signed as Standard Webhooks says. */
const webhooks: FastifyPluginAsyncTypebox = async (app) => {
  // They are told of all jobs.
  app.addHook('preHandler', async (request) => requireUnlimited(request.principal));

  app.post(
    '',
    {
      schema: {
        operationId: 'createWebhook',
        tags: ['webhooks'],
        summary: 'Make a webhook',
        description:
          'What it is told is signed as [Standard Webhooks](https://www.standardwebhooks.com) says, by a secret that is in this ' +
          'answer alone. What is not taken is sent again seven times within about a day.',
        security: needs('admin'),
        body: WebhookRequest,
        response: {
          201: answer(
            'The webhook, and its secret',
            Type.Object({
              webhook: named(Webhook),
              secret: Type.Union([Type.String(), Type.Null()], {
                description:
                  'whsec_ and the key in Base64. It is shown once: null where a request is repeated',
              }),
            }),
            location('Where to read the webhook'),
          ),
          ...problems(...OfBody),
        },
      },
    },
    async (request, reply) => {
      const { body, principal } = request;
      await requirePublic(body.url);
      return app.perform(request, reply, 201, async (tx) => {
        const { webhook, secret } = await insertWebhook(tx, { ...body, createdBy: principal.name });
        return {
          body: { webhook, secret: secret as string | null },
          repeated: { webhook, secret: null },
          headers: { location: `/v1/webhooks/${webhook.id}` },
          on: { webhook: webhook.id },
        };
      });
    },
  );

  app.get(
    '',
    {
      schema: {
        operationId: 'listWebhooks',
        tags: ['webhooks'],
        summary: 'List webhooks',
        description: 'Newest first.',
        security: needs('admin'),
        querystring: PageQuery,
        response: { 200: answer('A page of webhooks', Page(named(Webhook))), ...problems('NOT_FOUND') },
      },
    },
    async ({ query: { limit = 50, ...page } }) => {
      if (page.after !== undefined) await found(app.db, page.after);
      return pageOf(await listWebhooks(app.db, { limit: limit + 1, ...page }), limit);
    },
  );

  app.get(
    '/:id',
    {
      schema: {
        operationId: 'readWebhook',
        tags: ['webhooks'],
        summary: 'Read a webhook',
        description: 'What it is told and where, not its secret.',
        security: needs('admin'),
        params: Params,
        response: { 200: answer('The webhook', named(Webhook)), ...problems('NOT_FOUND') },
      },
    },
    async ({ params }) => found(app.db, params.id),
  );

  app.delete(
    '/:id',
    {
      schema: {
        operationId: 'deleteWebhook',
        tags: ['webhooks'],
        summary: 'End a webhook',
        description: 'What it was still to be told is not sent any more.',
        security: needs('admin'),
        params: Params,
        response: {
          200: answer('The webhook as it was', named(Webhook)),
          ...problems('NOT_FOUND', ...OfBody),
        },
      },
    },
    async (request, reply) =>
      app.perform(request, reply, 200, async (tx) => {
        const deleted = await deleteWebhook(tx, request.params.id);
        if (deleted === undefined) throw new NotFound('webhook', request.params.id);
        return { body: deleted };
      }),
  );

  app.get(
    '/:id/messages',
    {
      schema: {
        operationId: 'listWebhookMessages',
        tags: ['webhooks'],
        summary: 'List what a webhook was told',
        description: 'Newest first; `state=dead` lists what it did not take.',
        security: needs('admin'),
        params: Params,
        querystring: Type.Object(
          { ...PageQuery.properties, state: MessageState },
          { additionalProperties: false },
        ),
        response: {
          200: answer('A page of messages', Page(named(WebhookMessage))),
          ...problems('NOT_FOUND'),
        },
      },
    },
    async ({ params, query: { limit = 50, ...page } }) => {
      const { id } = await found(app.db, params.id);
      return pageOf(await listMessages(app.db, id, { limit: limit + 1, ...page }), limit);
    },
  );

  app.post(
    '/:id/revive',
    {
      schema: {
        operationId: 'reviveWebhookMessages',
        tags: ['webhooks'],
        summary: 'Send dead messages again',
        description: 'All that the webhook did not take, from the first attempt on.',
        security: needs('operate'),
        params: Params,
        response: {
          200: answer('How many messages are sent again', Type.Object({ revived: Type.Integer() })),
          ...problems('NOT_FOUND', ...OfBody),
        },
      },
    },
    async (request, reply) =>
      app.perform(request, reply, 200, async (tx) => {
        const { id } = await found(tx, request.params.id);
        return { body: { revived: await reviveMessages(tx, id) } };
      }),
  );
};
export default webhooks;

async function found(db: Queryable, id: string): Promise<StoredWebhook> {
  const webhook = await findWebhook(db, id);
  if (webhook === undefined) throw new NotFound('webhook', id);
  return webhook;
}

/** Refuses at once what every message would be refused for; a name that is not known yet may be later. */
async function requirePublic(url: string): Promise<void> {
  try {
    await publicAddresses(new URL(url).hostname);
  } catch (error) {
    if (error instanceof AddressRefused) throw invalidField('url', error.message);
  }
}
