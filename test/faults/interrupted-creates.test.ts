import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RunningService, startService } from '../end-to-end/service.ts';
import { interruptCreates, isInAws, readState, type SavedResource, stackFiles } from './states.ts';

let running: RunningService;
let files: Record<string, string>;

const stacks = ['log-archive', 'organization', 'security'] as const;
const deploy = async () => {
  const { job } = await running.post<{ job: { id: string } }>('/v1/organization/deployments');
  return running.job(job.id);
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
      expect(state.pending_operations ?? [], stack).toEqual([]);
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
  }, 120_000);
});
