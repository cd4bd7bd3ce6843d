import type { IncomingMessage, ServerResponse } from 'node:http';
import rateLimit from '@fastify/rate-limit';
import fp from 'fastify-plugin';
import helmet from 'helmet';
import { TooManyRequests } from '../errors.ts';

/** Security headers, and a limit of requests a minute for each caller, so that a loop in a script is noticed. */
export default fp(
  async (app) => {
    const headers = securityHeaders();
    app.addHook('onRequest', (_request, reply, done) => {
      reply.headers(headers);
      done();
    });
    await app.register(rateLimit, {
      global: false,
      max: app.config.requestsPerMinute,
      timeWindow: '1 minute',
      keyGenerator: (request) => request.ip,
      // A load balancer that asks often must not be told that the service is down.
      allowList: (request) => ['/healthz', '/readyz'].includes(request.routeOptions.url ?? ''),
      errorResponseBuilder: (_request, { after }) => new TooManyRequests(after),
    });
    // Before every route's own hooks: a key that is tried is counted, too.
    app.addHook('onRequest', app.rateLimit());
  },
  { name: 'security', dependencies: ['tracing'] },
);

/** The same with every answer, so they are made once. */
function securityHeaders(): Record<string, string> {
  const headers: Record<string, string> = {};
  const answer = {
    setHeader: (name: string, value: string) => {
      headers[name.toLowerCase()] = value;
    },
    removeHeader() {},
  };
  const set = helmet({
    // The page at /docs loads its own scripts and styles, nothing from elsewhere.
    contentSecurityPolicy: {
      directives: {
        upgradeInsecureRequests: null,
        'img-src': ["'self'", 'data:'],
        'font-src': ["'self'"],
        'style-src': ["'self'", "'unsafe-inline'"],
      },
    },
  });
  set({} as IncomingMessage, answer as unknown as ServerResponse, (error) => {
    if (error !== undefined) throw error;
  });
  return headers;
}
