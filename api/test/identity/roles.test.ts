import Fastify from 'fastify';
import fp from 'fastify-plugin';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import authentication from '../../src/plugins/authentication.ts';
import { type Role, Roles } from '../../src/identity/roles.ts';
import { News } from '../../src/plugins/news.ts';
import { needs } from '../../src/schemas/security.ts';
import { startTestService, type TestService } from '../service.ts';
import { type Operation, operationsOf } from './operations.ts';

let service: TestService;
let operations: Operation[];
const keys = new Map<Role, string>();
beforeAll(async () => {
  service = await startTestService({ TRAILGUARD_REQUESTS_PER_MINUTE: '100000' });
  operations = await operationsOf(service.app);
  for (const role of Roles) keys.set(role, await service.key([role]));
});
afterAll(async () => service?.[Symbol.asyncDispose]());

const ask = ({ method, url, example }: Operation, key?: string) =>
  service.app.inject({
    method: method as 'GET',
    url,
    headers: key === undefined ? {} : { authorization: `Bearer ${key}` },
    ...(example === undefined ? {} : { payload: example }),
  });

describe('the role of a route', () => {
  it.each(Roles)('is asked of a caller that is %s alone, at every route', async (role) => {
    const answers = await Promise.all(
      operations.map(async (operation) => {
        const { statusCode } = await ask(operation, keys.get(role));
        return { operation: operation.operationId, refused: statusCode === 401 || statusCode === 403 };
      }),
    );
    expect(answers).toEqual(
      operations.map((operation) => ({
        operation: operation.operationId,
        refused: operation.role !== null && operation.role !== role,
      })),
    );
  });

  it('is asked of nobody at the routes for supervisors alone', () => {
    const open = operations.filter(({ role }) => role === null);
    expect(open.map(({ path }) => path)).toEqual(['/healthz', '/readyz']);
  });

  it('is one of them: each opens a route, and every other route asks who calls', async () => {
    expect(new Set(operations.flatMap(({ role }) => role ?? []))).toEqual(new Set(Roles));
    for (const operation of operations.filter(({ role }) => role !== null))
      expect((await ask(operation)).statusCode, operation.operationId).toBe(401);
  });

  it('is asked at HEAD as at GET', async () => {
    for (const { url, operationId } of operations.filter(({ method, role }) => method === 'GET' && role)) {
      const { statusCode } = await service.app.inject({ method: 'HEAD', url });
      expect([401, 405], operationId).toContain(statusCode);
    }
  });

  it.each([
    ['says nothing', {}],
    ['has no schema', undefined],
    ['names a role that there is not', { security: [{ apiKey: ['root'] }] }],
    ['names several', { security: [...needs('read'), ...needs('admin')] }],
  ])('keeps the service from starting where a route %s', async (_what, schema) => {
    const app = Fastify();
    app.decorate('config', { tokens: null } as never);
    app.decorate('news', new News());
    for (const name of ['database', 'news']) app.register(fp(async () => {}, { name }));
    await app.register(authentication);
    expect(() => app.get('/v1/new', schema === undefined ? {} : { schema }, async () => 'all of it')).toThrow(
      'Route GET /v1/new: its schema has no `security: needs(role)`',
    );
  });
});
