import { CloudTrailClient, DescribeTrailsCommand } from '@aws-sdk/client-cloudtrail';
import { AttachUserPolicyCommand, CreateUserCommand, IAMClient } from '@aws-sdk/client-iam';
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
  const iam = await clientIn(running.service.sandbox, IAMClient, 'management');
  const PolicyArn = 'arn:aws:iam::aws:policy/AWSCloudTrail_FullAccess';
  await iam.send(new CreateUserCommand({ UserName: 'ada' }));
  await iam.send(new AttachUserPolicyCommand({ UserName: 'ada', PolicyArn }));
  iam.destroy();
  first = await deploy();
});
afterAll(async () => running?.[Symbol.asyncDispose]());

describe('a deployment of an organization that Control Tower has set up', () => {
  it('succeeds with the roles of previews and updates, and leaves its one trail', async () => {
    expect(first).toMatchObject({ state: 'succeeded', error: null });
    const cloudtrail = await clientIn(running.service.sandbox, CloudTrailClient, 'management');
    const { trailList } = await cloudtrail.send(new DescribeTrailsCommand({}));
    cloudtrail.destroy();
    expect(trailList?.map(({ Name }) => Name)).toEqual(['aws-controltower-BaselineCloudTrail']);
  });

  it('takes that trail for no duplicate, and names who could end it', async () => {
    const events = await running.events(first.id);
    const warned = events
      .filter(({ type, data }) => type === 'diagnostic' && data.severity === 'warning')
      .map(({ data }) => String(data.message));
    expect(warned.filter((message) => message.includes('BaselineCloudTrail'))).toEqual([]);
    const { management } = running.service.sandbox.accounts;
    const ada = `arn:aws:iam::${management}:user/ada has AWSCloudTrail_FullAccess`;
    expect(warned.filter((message) => message.includes('AWSCloudTrail_FullAccess'))).toContainEqual(
      expect.stringContaining(ada),
    );
    expect(warned.filter((message) => message.includes('is not known'))).toEqual([]);
  });

  it('changes nothing the second time', async () => {
    const { result } = await deploy();
    const stacks = result?.stacks as Record<string, { changes: Record<string, number> }>;
    expect(Object.values(stacks).map(({ changes }) => Object.keys(changes))).toEqual([
      ['same'],
      ['same'],
      ['same'],
    ]);
  });
});
