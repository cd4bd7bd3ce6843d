import { expect, it } from 'vitest';
import { sharedSerializers } from './shared-serializers.ts';

const shared = {
  Problem: { $id: 'Problem', type: 'object', properties: { detail: { type: 'string' } } },
};
const answer = (schema: object, httpStatus: string) => ({ method: 'GET', url: '/', httpStatus, schema });

it('makes one serializer for all answers with one schema, and another for another schema', () => {
  const compile = sharedSerializers()(shared, {});
  const missing = compile(answer({ $ref: 'Problem#' }, '404'));
  const refused = compile(answer({ $ref: 'Problem#' }, '403'));
  const count = compile(answer({ type: 'object', properties: { count: { type: 'integer' } } }, '200'));
  expect(refused).toBe(missing);
  expect(count).not.toBe(missing);
  expect([missing({ detail: 'gone', secret: 1 }), count({ count: 2 })]).toEqual([
    '{"detail":"gone"}',
    '{"count":2}',
  ]);
});
