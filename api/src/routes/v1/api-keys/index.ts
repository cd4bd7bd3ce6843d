import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { type Static, Type } from 'typebox';
import { ApiKeyEnded, invalidField, NotFound } from '../../../errors.ts';
import type { Performed } from '../../../plugins/performing.ts';
import { requireUnlimited } from '../../../identity/principal.ts';
import { ApiKey, ApiKeyId, ApiKeyRequest, ApiKeyRotation } from '../../../schemas/api-key.ts';
import { answer, location, named } from '../../../schemas/answer.ts';
import { Page, pageOf, PageSize, TextFilter } from '../../../schemas/page.ts';
import { IfMatch } from '../../../schemas/if-match.ts';
import { OfBody, problems } from '../../../schemas/problem.ts';
import { needs } from '../../../schemas/security.ts';
import {
  type ApiKey as StoredApiKey,
  expireApiKey,
  findApiKeyById,
  listApiKeys,
  makeApiKey,
  type NewApiKey,
  revokeApiKey,
} from '../../../store/api-keys.ts';
import type { Queryable } from '../../../store/database.ts';

const Params = Type.Object({ id: ApiKeyId });

const MadeKey = Type.Object({
  apiKey: named(ApiKey),
  key: Type.Union([Type.String(), Type.Null()], {
    description: 'The text to send. It is shown once: null where a request is repeated',
  }),
});

const KeyQuery = Type.Object(
  {
    limit: PageSize,
    after: Type.Optional(Type.Unsafe<string>({ ...ApiKeyId, description: 'the `next` of the page before' })),
    name: TextFilter(63, 'the name of a caller, whose keys alone are listed'),
  },
  { additionalProperties: false },
);

/** Keys of programs. Their secrets are shown once, and kept nowhere. */
const apiKeys: FastifyPluginAsyncTypebox = async (app) => {
  // Other processes are told by PostgreSQL; who is answered that a key is revoked must not use it here a moment later.
  app.addHook('onSend', async ({ method }) => {
    if (method !== 'GET' && method !== 'HEAD') app.knownKeys.forget();
  });
  // Who keeps keys could make any other: nobody who is limited does.
  app.addHook('preHandler', async (request) => requireUnlimited(request.principal));

  app.post(
    '',
    {
      schema: {
        operationId: 'createApiKey',
        tags: ['api-keys'],
        summary: 'Make an API key',
        description: 'Its text is in this answer alone. A limited key may not have the role admin.',
        security: needs('admin'),
        body: ApiKeyRequest,
        response: {
          201: answer('The key, and its text', MadeKey, location('Where to read the key')),
          ...problems(...OfBody),
        },
      },
    },
    async (request, reply) => {
      requireUsable(request.body);
      return app.perform(request, reply, 201, (tx) =>
        make(tx, { ...request.body, createdBy: request.principal.name }),
      );
    },
  );

  app.get(
    '',
    {
      schema: {
        operationId: 'listApiKeys',
        tags: ['api-keys'],
        summary: 'List API keys',
        description: 'Newest first, those that have expired or were revoked included.',
        security: needs('admin'),
        querystring: KeyQuery,
        response: {
          200: answer('A page of keys', Page(named(ApiKey), ApiKeyId)),
          ...problems('NOT_FOUND'),
        },
      },
    },
    async ({ query: { limit = 50, ...filter } }) => {
      if (filter.after !== undefined) await found(app.db, filter.after);
      return pageOf(await listApiKeys(app.db, { limit: limit + 1, ...filter }), limit);
    },
  );

  app.get(
    '/:id',
    {
      schema: {
        operationId: 'readApiKey',
        tags: ['api-keys'],
        summary: 'Read an API key',
        description: 'What it may do and how long, not its secret.',
        security: needs('admin'),
        params: Params,
        response: { 200: answer('The key', named(ApiKey)), ...problems('NOT_FOUND') },
      },
    },
    async ({ params }) => found(app.db, params.id),
  );

  app.post(
    '/:id/rotate',
    {
      schema: {
        operationId: 'rotateApiKey',
        tags: ['api-keys'],
        summary: 'Replace an API key by a new one',
        description:
          'The new one has the same name, roles and limits, and its text is in this answer alone. The one before works on for as ' +
          'many hours as are asked for, if it does not expire before.',
        security: needs('admin'),
        params: Params,
        body: ApiKeyRotation,
        response: {
          201: answer('The new key, and its text', MadeKey, location('Where to read the new key')),
          ...problems('NOT_FOUND', 'API_KEY_ENDED', ...OfBody),
        },
      },
    },
    async (request, reply) => {
      const { days, overlapHours } = request.body;
      return app.perform(request, reply, 201, async (tx) => {
        const { id, name, roles, limits, ...before } = await found(tx, request.params.id, 'lock');
        if (before.revokedAt !== null || Date.parse(before.expiresAt) <= Date.now())
          throw new ApiKeyEnded(id);
        await expireApiKey(tx, id, overlapHours);
        return make(tx, { name, roles, limits, days, createdBy: request.principal.name });
      });
    },
  );

  app.delete(
    '/:id',
    {
      schema: {
        operationId: 'revokeApiKey',
        tags: ['api-keys'],
        summary: 'Revoke an API key',
        description:
          'It stops working at once, and in other processes of the service within a second. What was revoked stays as it is.',
        security: needs('admin'),
        params: Params,
        headers: IfMatch,
        response: {
          200: answer('The key, revoked', named(ApiKey)),
          ...problems('NOT_FOUND', 'PRECONDITION_FAILED', 'UNSUPPORTED_MEDIA_TYPE', 'BODY_TOO_LARGE'),
        },
      },
    },
    async (request, reply) =>
      app.perform(request, reply, 200, async (tx) => {
        const { id } = request.params;
        reply.requireMatch('API key', id, await found(tx, id, 'lock'), 200);
        return { body: (await revokeApiKey(tx, id)) ?? (await found(tx, id)) };
      }),
  );
};
export default apiKeys;

async function found(db: Queryable, id: string, lock?: 'lock'): Promise<StoredApiKey> {
  const key = await findApiKeyById(db, id, lock);
  if (key === undefined) throw new NotFound('API key', id);
  return key;
}

async function make(tx: Queryable, wanted: NewApiKey): Promise<Performed<Static<typeof MadeKey>>> {
  const { apiKey, text } = await makeApiKey(tx, wanted);
  return {
    body: { apiKey, key: text },
    repeated: { apiKey, key: null },
    headers: { location: `/v1/api-keys/${apiKey.id}` },
    on: { 'api-key': apiKey.id },
  };
}

/** Refuses a key that could do nothing, or everything through another that it makes. */
function requireUsable({ roles, limits }: Static<typeof ApiKeyRequest>): void {
  if (limits === undefined) return;
  if (roles.includes('admin')) throw invalidField('roles', 'may not have admin in a limited key');
  if (limits.accounts.length + limits.organizationalUnits.length === 0)
    throw invalidField('limits', 'names no account and no unit; leave it out for a key that is not limited');
}
