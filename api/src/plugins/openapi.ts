import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import fp from 'fastify-plugin';
import { open } from '../schemas/security.ts';

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
            token: {
              type: 'http',
              scheme: 'bearer',
              bearerFormat: 'JWT',
              description: 'A token of the identity provider, where the service is told of one.',
            },
          },
        },
        tags: [
          { name: 'accounts', description: 'Accounts that the service vends' },
          { name: 'jobs', description: 'Work in progress and done' },
          { name: 'approvals', description: 'Plans that people decide on before they are applied' },
          { name: 'audits', description: 'Verdicts of the controls on live accounts' },
          {
            name: 'evidence',
            description: 'What shows that controls work: logs, reviews, exceptions, incidents',
          },
          { name: 'schedules', description: 'Work that begins by itself' },
          { name: 'webhooks', description: 'Where others are told of jobs' },
          { name: 'stacks', description: 'Pulumi stacks of the organization and of its accounts' },
          { name: 'organization', description: 'The organization-wide trail, archive and threat detection' },
          { name: 'acts', description: 'What was done through the service, and refused' },
          { name: 'api-keys', description: 'What programs call with' },
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
    app.get('/', { schema: { hide: true, security: open } }, (_request, reply) => reply.redirect('/docs/'));
    app.get('/openapi.json', { schema: { hide: true, security: open } }, async () => app.swagger());
  },
  { name: 'openapi' },
);
