import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestService, type TestService } from '../../test/service.ts';
import { type ActFilter, actsQuery, listActs } from './acts.ts';

let service: TestService;
beforeAll(async () => {
  service = await startTestService();
  // One caller, act and outcome of a thousand are rare; a minute lies between two acts.
  await service.app.db.query(
    `INSERT INTO acts (sequence, line, hash)
     SELECT n, json_build_object(
       'at', to_char(timestamp '2026-01-01' + make_interval(mins => n), 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
       'by', json_build_object('name', 'caller-' || n % 1000), 'act', 'act-' || n % 1000,
       'outcome', CASE WHEN n % 1000 = 7 THEN 'FORBIDDEN' ELSE 'done' END)::text, ''
     FROM generate_series(1, 30000) AS n`,
  );
  await service.app.db.query('ANALYZE acts');
});
afterAll(async () => service?.[Symbol.asyncDispose]());

it.each<[string, ActFilter & { after?: number }, number[]]>([
  ['a caller', { by: 'caller-7' }, [29007, 28007]],
  ['an act', { act: 'act-8' }, [29008, 28008]],
  ['an outcome', { outcome: 'FORBIDDEN' }, [29007, 28007]],
  ['a time', { since: '2026-01-21T19:59:00Z' }, [30000, 29999]],
  ['a time that is to come', { since: '2999-01-01T00:00:00Z' }, []],
  ['a time of another zone', { since: '2026-01-21T22:59:00+03:00', by: 'caller-999' }, [29999]],
  ['a caller, before an act', { by: 'caller-7', after: 20000 }, [19007, 18007]],
  ['nothing', {}, [30000, 29999]],
])('acts by %s are found by an index, the newest first', async (_what, filter, newest) => {
  const page = { limit: 2, ...filter };
  const found = await listActs(service.app.db, page);
  expect(found.map(({ sequence }) => sequence)).toEqual(newest);
  const { text, values } = actsQuery(page);
  const { rows } = await service.app.db.query(`EXPLAIN (ANALYZE, FORMAT JSON) ${text}`, values);
  const plan = JSON.stringify(rows);
  expect(plan).toContain('Index');
  expect(plan).not.toContain('Seq Scan');
  // Nor by reading an index from end to end.
  const removed = [...plan.matchAll(/"Rows Removed by Filter":(\d+)/g)].map(([, count]) => Number(count));
  expect(Math.max(0, ...removed)).toBeLessThan(2_000);
});
