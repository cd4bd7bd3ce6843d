import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import fp from 'fastify-plugin';

/** OpenAPI 3.1 made from the routes' schemas, at /openapi.json, and a page to try it at /docs. */
export default fp(
  async (app) => {
    await app.register(swagger, {
      // A schema is named as in the code, so that a generated client is readable.
      refResolver: {
        buildLocalReference: (schema, _base, _fragment, index) => String(schema.$id ?? `Schema${index}`),
      },
      openapi: {
        openapi: '3.1.0',
        servers: [{ url: '/', description: 'The service that this document comes from' }],
        info: {
          title: 'TrailGuard',
          description:
            'Provisions AWS accounts with their audit trail and threat detection, and audits them.',
          version: '0.1.0',
          license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
        },
        components: {
          securitySchemes: {
            apiKey: {
              type: 'http',
              scheme: 'bearer',
              description: 'An API key, tg_…; `start` prints one for the sandbox.',
            },
          },
        },
        tags: [
          { name: 'accounts', description: 'Accounts that the service vends' },
          { name: 'jobs', description: 'Work in progress and done' },
          { name: 'audits', description: 'Verdicts of the controls on live accounts' },
          { name: 'organization', description: 'The organization-wide trail, archive and threat detection' },
          { name: 'health', description: 'For load balancers and supervisors' },
        ],
      },
    });
    await app.register(swaggerUi, {
      routePrefix: '/docs',
      // Without the bar for documents from elsewhere, which the page may not load anyway.
      uiConfig: { layout: 'BaseLayout', tryItOutEnabled: true, displayRequestDuration: true },
    });
    // Who opens the address that `start` prints wants to see what is there.
    app.get('/', { schema: { hide: true } }, (_request, reply) => reply.redirect('/docs/'));
    app.get('/openapi.json', { schema: { hide: true } }, async () => app.swagger());
  },
  { name: 'openapi' },
);
