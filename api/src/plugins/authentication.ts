import type { FastifyRequest, RouteOptions } from 'fastify';
import fp from 'fastify-plugin';
import { Forbidden, Unauthorized } from '../errors.ts';
import type { Principal } from '../identity/principal.ts';
import { openTokens } from '../identity/tokens.ts';
import type { Role } from '../identity/roles.ts';
import { roleIn } from '../schemas/security.ts';
import { KnownKeys } from '../identity/known-keys.ts';
import { KeyChannel } from '../store/api-keys.ts';

declare module 'fastify' {
  interface FastifyInstance {
    knownKeys: KnownKeys;
  }
  interface FastifyRequest {
    /** Who calls; throws on a route that is open. */
    readonly principal: Principal;
    /** As {@link principal}; `null` before it is known, and on a route that is open. */
    caller: Principal | null;
    /** What the route asks of who calls; `null` on a route that is open. */
    role: Role | null;
    /** Who calls, asked anew with what the request came with; `null` once that is not valid any more, or lacks the role. */
    identifyAgain(): Promise<Principal | null>;
  }
}

/** Asks every route for the role in its schema, and every request for a caller that has it. */
export default fp(
  async (app) => {
    const tokens = openTokens(app.config.tokens);
    const knownKeys = new KnownKeys(app.db);
    app.decorate('knownKeys', knownKeys);
    app.news.subscribe(KeyChannel, () => knownKeys.forget());
    app.decorateRequest('caller', null);
    app.decorateRequest('role', null);
    app.decorateRequest('principal', {
      getter(this: FastifyRequest) {
        if (this.caller === null)
          throw new Error(`${this.routeOptions.url} is open: nobody is asked who calls`);
        return this.caller;
      },
    });

    async function identify(request: FastifyRequest, role: Role): Promise<Principal> {
      const [, credential] = /^Bearer ([^\s]+)$/i.exec(request.headers.authorization ?? '') ?? [];
      if (credential === undefined) throw new Unauthorized();
      const principal = credential.startsWith('tg_')
        ? await app.knownKeys.find(credential)
        : await tokens?.principalOf(credential, role);
      if (principal === undefined) throw new Unauthorized();
      return principal;
    }

    app.decorateRequest('identifyAgain', async function (this: FastifyRequest) {
      if (this.role === null) return null;
      try {
        const principal = await identify(this, this.role);
        return principal.roles.includes(this.role) ? principal : null;
      } catch (error) {
        if (error instanceof Unauthorized) return null;
        throw error;
      }
    });

    const admissions = new WeakSet<object>();
    function admit(role: Role) {
      const hook = async (request: FastifyRequest) => {
        request.role = role;
        const principal = await identify(request, role);
        // Known before it is refused, so that the refusal can be recorded.
        request.caller = principal;
        if (!principal.roles.includes(role)) throw new Forbidden(role);
      };
      admissions.add(hook);
      return hook;
    }

    app.addHook('onRoute', (route) => {
      const role = roleOf(route);
      const hooks = [route.onRequest ?? []].flat();
      // The HEAD of a GET has the hooks of the GET already.
      if (role === null || hooks.some((hook) => admissions.has(hook))) return;
      route.onRequest = [admit(role), ...hooks];
    });
  },
  { name: 'authentication', dependencies: ['database', 'news'] },
);

/** @throws Error when a route names no role: the service does not start. */
function roleOf({ url, method, schema }: RouteOptions): Role | null {
  // Scripts and styles of the page, which @fastify/swagger-ui serves.
  if (url.startsWith('/docs')) return null;
  try {
    return roleIn((schema as { security?: Record<string, string[]>[] } | undefined)?.security);
  } catch (error) {
    throw new Error(`Route ${String(method)} ${url}: ${(error as Error).message}`);
  }
}
