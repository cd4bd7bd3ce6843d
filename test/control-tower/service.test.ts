import { CloudTrailClient, DescribeTrailsCommand } from '@aws-sdk/client-cloudtrail';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clientIn } from '../end-to-end/clients.ts';
import { type EndedJob, type RunningService, startService } from '../end-to-end/service.ts';

let running: RunningService;
let first: EndedJob;
const deploy = async () => {
  const { job } = await running.post<{ job: { id: string } }>('/v1/organization/deployments');
  return running.job(job.id);
};
beforeAll(async () => {
  // Order, look-ups and roles are the same with less to make.
  const settings = { regions: ['us-east-1'], changeMonitor: false, findingsExport: false };
  running = await startService({
    controlTower: true,
    environment: { TRAILGUARD_STACK_SETTINGS: JSON.stringify(settings) },
  });
  first = await deploy();
}, 300_000);
afterAll(async () => running?.[Symbol.asyncDispose](), 60_000);

describe('a deployment of an organization that Control Tower has set up', () => {
  it('succeeds with the roles of previews and updates, and leaves its one trail', async () => {
    expect(first).toMatchObject({ state: 'succeeded', error: null });
    const cloudtrail = await clientIn(running.service.sandbox, CloudTrailClient, 'management');
    const { trailList } = await cloudtrail.send(new DescribeTrailsCommand({}));
    cloudtrail.destroy();
    expect(trailList?.map(({ Name }) => Name)).toEqual(['aws-controltower-BaselineCloudTrail']);
  });

  it('takes that trail for no duplicate', async () => {
    const events = await running.events(first.id);
    const warned = events
      .filter(({ type, data }) => type === 'diagnostic' && data.severity === 'warning')
      .map(({ data }) => data.message);
    expect(warned.filter((message) => /BaselineCloudTrail/.test(String(message)))).toEqual([]);
  });

  it('changes nothing the second time', async () => {
    const { result } = await deploy();
    const stacks = result?.stacks as Record<string, { changes: Record<string, number> }>;
    expect(Object.values(stacks).map(({ changes }) => Object.keys(changes))).toEqual([
      ['same'],
      ['same'],
      ['same'],
    ]);
  }, 200_000);
});
