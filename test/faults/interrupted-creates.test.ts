import { DeletePublicAccessBlockCommand, S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clientIn } from '../end-to-end/clients.ts';
import { type RunningService, startService } from '../end-to-end/service.ts';
import { isPart, processesOf } from './processes.ts';
import { inDoubt, interruptCreates, isInAws, readState, type SavedResource, stackFiles } from './states.ts';
import { until } from './vending.ts';

let running: RunningService;
let files: Record<string, string>;

const stacks = ['log-archive', 'organization', 'security'] as const;
const deploy = async () => {
  const { job } = await running.post<{ job: { id: string } }>('/v1/organization/deployments');
  return running.job(job.id);
};
/** Begins to update the log archive's stack alone; the id of the job. */
const updateArchive = async () => {
  const { job } = await running.post<{ job: { id: string } }>('/v1/stacks/log-archive/jobs', {
    action: 'update',
  });
  return job.id;
};
const fileOf = (stack: string) => files[`trailguard-${stack}/organization`] ?? '';
const idsByUrn = (resources: readonly SavedResource[]) =>
  Object.fromEntries(resources.filter(isInAws).map(({ urn, id }) => [urn, id]));
beforeAll(async () => {
  running = await startService();
  const deployed = await deploy();
  if (deployed.state !== 'succeeded') throw new Error(`not provisioned: ${deployed.error?.message}`);
  files = await stackFiles(running.folder);
}, 300_000);
afterAll(async () => running?.[Symbol.asyncDispose]());

describe('a job that finds every resource of the organization in the middle of its creation', () => {
  it('finds each of them again under the id that it had, and creates and changes nothing', async () => {
    const before: Record<string, Record<string, string | undefined>> = {};
    for (const stack of stacks) {
      before[stack] = idsByUrn((await readState(fileOf(stack))).resources);
      await interruptCreates(fileOf(stack), isInAws);
    }
    const again = await deploy();
    expect(again.error).toBeNull();
    const after: typeof before = {};
    for (const stack of stacks) {
      const state = await readState(fileOf(stack));
      expect(inDoubt(state), stack).toEqual([]);
      after[stack] = idsByUrn(state.resources);
    }
    expect(after).toEqual(before);
    const result = again.result?.stacks as Record<string, { changes: Record<string, number> }>;
    expect(
      Object.fromEntries(stacks.map((stack) => [stack, Object.keys(result[stack]?.changes ?? {})])),
    ).toEqual({
      'log-archive': ['same'],
      organization: ['same'],
      security: ['same'],
    });
  });
});

/** @returns false while the job has none. */
async function killProviderOf(jobId: string): Promise<boolean> {
  const all = await processesOf(running.folder);
  const job = all.find(({ command }) => isPart(command, 'job') && command.includes(jobId));
  const provider = all.find(({ command, parent }) => isPart(command, 'provider') && parent === job?.pid);
  return provider !== undefined && process.kill(provider.pid, 'SIGKILL');
}

describe('a job whose provider is killed while it looks for interrupted creates', () => {
  const type = 'aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock';

  it('fails with its reason, and the next one makes what was not there', async () => {
    const file = fileOf('log-archive');
    const [gone] = (await readState(file)).resources.filter((resource) => resource.type === type);
    const client = await clientIn(running.service.sandbox, S3Client, 'logArchive');
    await client.send(new DeletePublicAccessBlockCommand({ Bucket: gone?.id ?? '' }));
    client.destroy();
    await interruptCreates(file, ({ urn }) => urn === gone?.urn);

    const job = await updateArchive();
    await until("the job's provider", () => killProviderOf(job));
    expect((await running.job(job)).error).toMatchObject({
      code: 'REFRESH_FAILED',
      message: expect.stringContaining("provider plugin 'aws'"),
    });

    const again = await running.job(await updateArchive());
    expect([again.error, again.result]).toEqual([null, { changes: expect.objectContaining({ create: 1 }) }]);
    expect(inDoubt(await readState(file))).toEqual([]);
  });
});
