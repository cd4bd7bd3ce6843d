import { rm, statfs } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestService, type TestService } from '../test/service.ts';
import { readinessOf } from './readiness.ts';

let service: TestService;
beforeAll(async () => {
  service = await startTestService();
});
afterAll(async () => service?.[Symbol.asyncDispose]());

const ready = { database: true, migrations: true, queue: true, disk: true };
/** As a process that runs jobs. */
const look = (more: object = {}) => {
  const { db, queue, config } = service.app;
  return readinessOf({ db, queue, config: { ...config, concurrency: 1 }, ...more } as never);
};

describe('readiness', () => {
  it('is given when nothing is missing', async () => {
    const answer = await service.app.inject('/readyz');
    expect(answer.statusCode).toBe(200);
    expect(answer.json()).toEqual({ status: 'ok', checks: ready });
    expect(await look()).toEqual(ready);
  });

  it('says that a migration is missing, as after a restore of an older database', async () => {
    const { db } = service.app;
    const { rows } = await db.query(
      'DELETE FROM migrations WHERE id = (SELECT max(id) FROM migrations) RETURNING *',
    );
    const answer = await service.app.inject('/readyz');
    await db.query('INSERT INTO migrations SELECT * FROM json_populate_record(NULL::migrations, $1)', [
      rows[0],
    ]);
    expect(answer.statusCode).toBe(503);
    expect(answer.json()).toEqual({ status: 'unavailable', checks: { ...ready, migrations: false } });
    expect(await look()).toEqual(ready);
  });

  it('says that the database is away', async () => {
    const away = { query: async () => Promise.reject(new Error('connect ECONNREFUSED')) };
    expect(await look({ db: away })).toEqual({ ...ready, database: false, migrations: false });
  });

  it('does not wait for a database that says nothing', async () => {
    const silent = { query: () => new Promise(() => {}) };
    expect(await look({ db: silent })).toEqual({ ...ready, database: false, migrations: false });
  });

  it('says that the queue has stopped', async () => {
    expect(await look({ queue: { isRunning: false } })).toEqual({ ...ready, queue: false });
  });

  it('says that the disk of jobs is almost full, and that the folder is gone; to who runs none it is nothing', async () => {
    // The file system of processes has no room for anything else.
    const onFull = { ...service.app.config, workDir: '/proc' };
    expect((await statfs(onFull.workDir)).bavail).toBe(0);
    const full = await look({ config: { ...onFull, concurrency: 1 } });
    const withoutJobs = await look({ config: onFull });
    await rm(service.app.config.workDir, { recursive: true });
    expect([full, await look()]).toEqual([
      { ...ready, disk: false },
      { ...ready, disk: false },
    ]);
    expect(withoutJobs).toEqual(ready);
  });
});
