import {
  GuardDutyClient,
  ListDetectorsCommand,
  DescribeOrganizationConfigurationCommand,
} from '@aws-sdk/client-guardduty';
import type { OrganizationsClient } from '@aws-sdk/client-organizations';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { clientIn } from '../end-to-end/clients.ts';
import { type EndedJob, type RunningService, startService } from '../end-to-end/service.ts';
import { refusing } from './refusal.ts';
import { organizations } from './vending.ts';

const failing = 'eu-west-1';
const regions = ['us-east-1', failing];
let running: RunningService;
let client: OrganizationsClient;
beforeAll(async () => {
  // Less to make, and the same faults.
  const settings = { regions, alarms: false, changeMonitor: false, findingsExport: false };
  running = await startService({
    regions,
    environment: { TRAILGUARD_STACK_SETTINGS: JSON.stringify(settings) },
  });
  client = organizations(running);
});
afterAll(async () => {
  client?.destroy();
  await running?.[Symbol.asyncDispose]();
});

const refusal = () => ({
  action: 'guardduty:UpdateOrganizationConfiguration',
  region: failing,
  accountId: running.service.sandbox.accounts.security,
});
const deploy = async (): Promise<EndedJob> => {
  const { job } = await running.post<{ job: { id: string } }>('/v1/organization/deployments');
  return running.job(job.id);
};

/** Whether GuardDuty is enabled for every account by itself, by region. */
async function isAutomatic(region: string): Promise<boolean> {
  const { sandbox } = running.service;
  const guardduty = await clientIn(sandbox, GuardDutyClient, { id: sandbox.accounts.security, region });
  const { DetectorIds } = await guardduty.send(new ListDetectorsCommand({}));
  const configuration = new DescribeOrganizationConfigurationCommand({ DetectorId: DetectorIds?.[0] });
  return (await guardduty.send(configuration)).AutoEnableOrganizationMembers === 'ALL';
}

it('leaves the other regions applied when one refuses, says which, and completes it with the next job', async () => {
  const ended = await refusing(client, refusal(), deploy);
  expect(ended).toMatchObject({ state: 'failed', error: { code: 'APPLY_FAILED' } });
  expect(ended.error?.message).toContain('security: ');
  expect(ended.error?.message).toContain(`threat-detection-${failing} in ${failing}`);
  expect(ended.error?.message).toContain('all that does not need');
  expect(ended.error?.message).not.toContain('us-east-1');
  expect(await Promise.all(regions.map(isAutomatic))).toEqual([true, false]);

  const again = await deploy();
  expect(again).toMatchObject({ state: 'succeeded', error: null });
  expect(await Promise.all(regions.map(isAutomatic))).toEqual([true, true]);
  const stacks = again.result?.stacks as Record<string, { changes: Record<string, number> }>;
  // Nothing that came to be is made again.
  expect(Object.keys(stacks.security?.changes ?? {}).sort()).toEqual(['create', 'same']);
  const events = await running.events(again.id);
  const made = events.filter(({ type, data }) => type === 'resource' && data.op === 'create');
  expect(made.map(({ data }) => data.urn).filter((urn) => !String(urn).includes(failing))).toEqual([]);
}, 300_000);
