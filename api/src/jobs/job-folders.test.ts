import { randomUUID } from 'node:crypto';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestService, type TestService } from '../../test/service.ts';
import { endJob, insertJob } from '../store/jobs.ts';
import { jobFolder } from './job-folder.ts';
import { removeLeftFolders } from './job-folders.ts';

let service: TestService;
beforeAll(async () => {
  service = await startTestService();
});
afterAll(async () => service?.[Symbol.asyncDispose]());

const queued = async () => {
  const asked = { kind: 'update-stack', runKey: 'test', requestedBy: 'test' } as const;
  return (await insertJob(service.app.db, asked)).id;
};

it('removes what jobs that ended elsewhere have left on this machine, and nothing of a job that has not ended', async () => {
  const { config, db } = service.app;
  expect(await removeLeftFolders(config, db)).toEqual([]);
  const [open, ended, forgotten] = [await queued(), await queued(), randomUUID()];
  await endJob(db, ended, { state: 'succeeded', result: {} });
  for (const job of [open, ended, forgotten]) {
    await mkdir(join(jobFolder(config, job), 'tmp'), { recursive: true });
    await writeFile(join(jobFolder(config, job), 'tmp', 'state.json'), '{}');
  }
  expect((await removeLeftFolders(config, db)).sort()).toEqual([ended, forgotten].sort());
  expect(await readdir(join(config.workDir, 'jobs'))).toEqual([open]);
});
