import type { FastifyRequest } from 'fastify';
import fp from 'fastify-plugin';
import { Forbidden, Unauthorized } from '../errors.ts';
import { type ApiKey, findApiKey, type Scope } from '../store/api-keys.ts';

declare module 'fastify' {
  interface FastifyInstance {
    /** Hook that lets a request pass only with a valid API key of this scope. */
    requires(scope: Scope): (request: FastifyRequest) => Promise<void>;
  }
  interface FastifyRequest {
    /** The key that was sent; set by `requires`. */
    apiKey: ApiKey | null;
  }
}

/** Checks API keys. A route without `requires` is open: there are few, and `app.test.ts` lists them. */
export default fp(
  async (app) => {
    app.decorateRequest('apiKey', null);
    app.decorate('requires', (scope: Scope) => async (request: FastifyRequest) => {
      const [scheme, text] = (request.headers.authorization ?? '').split(' ');
      const key = scheme?.toLowerCase() === 'bearer' && text ? await findApiKey(app.db, text) : undefined;
      if (key === undefined) throw new Unauthorized();
      if (!key.scopes.includes(scope)) throw new Forbidden(scope);
      request.apiKey = key;
    });
  },
  { name: 'authentication', dependencies: ['database'] },
);
