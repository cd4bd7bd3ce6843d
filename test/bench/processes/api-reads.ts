/**
 * The service with some jobs to read, and beside it in the same process the least that reads the same: a route without
 * authentication that makes the same query by the same index, on connections of its own.
 */
import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { JobQuery, startTestService } from '@trailguard/api/test';
import { Pool } from 'pg';
import { answerBench } from '../harness/processes.ts';

export interface ApiReads {
  readonly service: string;
  readonly bare: string;
  readonly key: string;
  /** Ids of jobs that are there. */
  readonly jobs: readonly string[];
}

const Jobs = 1_000;
const stops: (() => Promise<unknown>)[] = [];

answerBench(
  async (): Promise<ApiReads> => {
    const service = await startTestService({ TRAILGUARD_REQUESTS_PER_MINUTE: '100000000' });
    stops.push(async () => service[Symbol.asyncDispose]());
    const { app } = service;
    const jobs = Array.from({ length: Jobs }, () => randomUUID());
    await app.db.query(
      `INSERT INTO jobs (id, kind, run_key, state, requested_by)
       SELECT id, 'deploy-organization', 'organization', 'queued', 'bench' FROM unnest($1::uuid[]) AS id`,
      [jobs],
    );
    const url = await app.listen({ host: '127.0.0.1', port: 0 });

    const pool = new Pool({ connectionString: app.config.databaseUrl, max: 10 });
    stops.unshift(() => pool.end());
    const bare = createServer((request, response) => {
      const id = request.url?.split('/').at(-1);
      pool.query({ ...JobQuery, values: [id] }).then(
        ({ rows }) => response.setHeader('content-type', 'application/json').end(JSON.stringify(rows[0])),
        () => response.writeHead(500).end(),
      );
    });
    stops.unshift(async () => bare.closeAllConnections());
    await new Promise<void>((resolve) => bare.listen(0, '127.0.0.1', resolve));
    return {
      service: url,
      bare: `http://127.0.0.1:${(bare.address() as AddressInfo).port}`,
      key: await service.key(['read']),
      jobs,
    };
  },
  async () => {
    for (const stop of stops) await stop();
    process.exit(0);
  },
);
