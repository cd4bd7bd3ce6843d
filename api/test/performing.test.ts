import Fastify from 'fastify';
import fp from 'fastify-plugin';
import { expect, it } from 'vitest';
import { needs } from '../src/schemas/security.ts';
import performing from '../src/plugins/performing.ts';

it('a route that changes something without `perform` answers nothing but an error', async () => {
  const app = Fastify();
  app.decorate('db', { query: async () => ({ rows: [] }) } as never);
  app.decorateRequest('caller', null);
  app.decorateRequest('principal', { getter: () => caller });
  app.addHook('onRequest', async (request) => {
    request.caller = caller;
  });
  for (const name of ['authentication', 'problems', 'validation']) app.register(fp(async () => {}, { name }));
  app.register(performing);
  app.register(async (routes) => {
    const schema = { security: needs('propose') };
    routes.post('/changes', { schema }, async () => ({ done: true }));
    routes.get('/changes', { schema }, async () => ({ read: true }));
  });
  expect((await app.inject('/changes')).json()).toEqual({ read: true });
  const answer = await app.inject({ method: 'POST', url: '/changes' });
  expect(answer.statusCode).toBe(500);
  expect(answer.body).toContain('without app.perform');
  await app.close();
});

const caller = {
  kind: 'api-key' as const,
  subject: 'api-key:test',
  name: 'test',
  roles: ['propose' as const],
  limits: null,
};
