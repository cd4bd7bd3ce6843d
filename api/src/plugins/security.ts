import helmet from '@fastify/helmet';
import rateLimit from '@fastify/rate-limit';
import fp from 'fastify-plugin';

/** Security headers, and a limit of requests a minute for each caller, so that a loop in a script is noticed. */
export default fp(
  async (app) => {
    await app.register(helmet, {
      // The page at /docs loads its own scripts and styles, nothing from elsewhere.
      contentSecurityPolicy: {
        directives: { upgradeInsecureRequests: null, 'img-src': ["'self'", 'data:'] },
      },
    });
    await app.register(rateLimit, {
      max: 600,
      timeWindow: '1 minute',
      keyGenerator: (request) => request.ip,
      errorResponseBuilder: (_request, { after, statusCode }) =>
        Object.assign(new Error(`Too many requests; try again in ${after}`), {
          statusCode,
          code: 'TOO_MANY_REQUESTS',
        }),
    });
  },
  { name: 'security' },
);
