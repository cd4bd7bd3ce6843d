import { CreateBucketCommand, HeadBucketCommand, S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clientIn } from '../end-to-end/clients.ts';
import { type RunningService, startService } from '../end-to-end/service.ts';

let running: RunningService;
let bucket: string;
beforeAll(async () => {
  running = await startService();
  bucket = `trailguard-logs-${running.service.sandbox.accounts.logArchive}-us-east-1`;
  const s3 = await clientIn(running.service.sandbox, S3Client, 'logArchive');
  await s3.send(new CreateBucketCommand({ Bucket: bucket, ObjectLockEnabledForBucket: true }));
});
afterAll(async () => running?.[Symbol.asyncDispose]());

describe('a service in an organization that has a bucket of the planned name', () => {
  it('refuses to make it, and says which setting takes it over', async () => {
    const { job } = await running.post<{ job: { id: string } }>('/v1/organization/deployments');
    const ended = await running.job(job.id);
    expect(ended.error?.code).toBe('RESOURCE_EXISTS');
    expect(ended.error?.message).toContain(`- aws:s3/bucket:Bucket logs is there: ${bucket}@us-east-1`);
    const setting = /TRAILGUARD_STACK_SETTINGS: (\{.*\})\.$/m.exec(ended.error?.message ?? '')?.[1] ?? '';
    expect(JSON.parse(setting)).toEqual({
      'log-archive': { 'aws:s3/bucket:Bucket logs': `${bucket}@us-east-1` },
    });
    const s3 = await clientIn(running.service.sandbox, S3Client, 'logArchive');
    await s3.send(new HeadBucketCommand({ Bucket: bucket }));
  });
});
