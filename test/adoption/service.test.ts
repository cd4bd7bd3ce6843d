import { rm } from 'node:fs/promises';
import { CreateBucketCommand, HeadBucketCommand, S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clientIn } from '../end-to-end/clients.ts';
import { type RunningService, startService, temporaryFolder } from '../end-to-end/service.ts';
import { eventOf } from '../faults/vending.ts';

let folder: string;
let running: RunningService;
let bucket: string;
beforeAll(async () => {
  folder = await temporaryFolder();
  running = await startService({ folder });
  bucket = `trailguard-logs-${running.service.sandbox.accounts.logArchive}-us-east-1`;
  const s3 = await clientIn(running.service.sandbox, S3Client, 'logArchive');
  await s3.send(new CreateBucketCommand({ Bucket: bucket, ObjectLockEnabledForBucket: true }));
}, 120_000);
afterAll(async () => {
  await running?.[Symbol.asyncDispose]();
  await rm(folder, { recursive: true, force: true });
});

const deploy = async () =>
  (await running.post<{ job: { id: string } }>('/v1/organization/deployments')).job.id;

describe('a service in an organization that has a bucket of the planned name', () => {
  let setting: string;

  it('refuses to make it, and says which setting takes it over', async () => {
    const ended = await running.job(await deploy());
    expect(ended.error?.code).toBe('RESOURCE_EXISTS');
    expect(ended.error?.message).toContain(`- aws:s3/bucket:Bucket logs is there: ${bucket}@us-east-1`);
    setting = /TRAILGUARD_STACK_SETTINGS: (\{.*\})\.$/m.exec(ended.error?.message ?? '')?.[1] ?? '';
    expect(JSON.parse(setting)).toEqual({
      'log-archive': { 'aws:s3/bucket:Bucket logs': `${bucket}@us-east-1` },
    });
    const s3 = await clientIn(running.service.sandbox, S3Client, 'logArchive');
    await s3.send(new HeadBucketCommand({ Bucket: bucket }));
  }, 120_000);

  it('takes it over with that setting', async () => {
    await running[Symbol.asyncDispose]();
    const environment = { TRAILGUARD_STACK_SETTINGS: JSON.stringify({ adopt: JSON.parse(setting) }) };
    running = await startService({ folder, environment });
    const job = await deploy();
    const applied = await eventOf(running, job, ({ type }) => type === 'applied');
    expect(applied.data).toMatchObject({ stack: 'log-archive', changes: { import: 1 } });
    // The rest is as without it.
    await running.post(`/v1/jobs/${job}/cancel`);
    await running.job(job);
  }, 180_000);
});
