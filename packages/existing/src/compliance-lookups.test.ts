import {
  type ConfigServiceClient as ConfigClient,
  ConfigServiceClient,
  DescribeConfigurationRecordersCommand,
} from '@aws-sdk/client-config-service';
import {
  CreateFindingAggregatorCommand,
  EnableSecurityHubCommand,
  SecurityHubClient,
} from '@aws-sdk/client-securityhub';
import { type Sandbox, startSandbox } from '@trailguard/sandbox';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { managementScope } from '../test/management-scope.ts';
import { clientOptions, type LookupScope } from './lookup-scope.ts';
import { naturalId } from './natural-keys.ts';
import { obstacleTo } from './obstacles.ts';

let sandbox: Sandbox;
let scope: LookupScope;
beforeAll(async () => {
  sandbox = await startSandbox({ delays: { iam: 0 } });
  scope = managementScope(sandbox);
});
afterAll(() => sandbox?.stop());

describe('Security Hub', () => {
  it('is found where it is on, with its aggregator', async () => {
    const hub = () => naturalId('aws:securityhub/account:Account', {}, scope);
    const aggregator = () => naturalId('aws:securityhub/findingAggregator:FindingAggregator', {}, scope);
    const policy = () =>
      naturalId('aws:securityhub/configurationPolicy:ConfigurationPolicy', { name: 'p' }, scope);
    expect([await hub(), await aggregator(), await policy()]).toEqual([null, null, null]);
    const client = new SecurityHubClient(clientOptions(scope));
    await client.send(new EnableSecurityHubCommand({}));
    expect([await hub(), await aggregator()]).toEqual([scope.accountId, null]);
    const { FindingAggregatorArn } = await client.send(
      new CreateFindingAggregatorCommand({ RegionLinkingMode: 'ALL_REGIONS' }),
    );
    expect(await aggregator()).toBe(FindingAggregatorArn);
    // The account administers nothing, so it has no policies.
    expect(await policy()).toBeNull();
    client.destroy();
  });

  it('names subscriptions after their standard', async () => {
    const standardsArn = 'arn:aws:securityhub:us-east-1::standards/pci-dss/v/4.0.1';
    expect(
      await naturalId('aws:securityhub/standardsSubscription:StandardsSubscription', { standardsArn }, scope),
    ).toBe(`arn:aws:securityhub:us-east-1:${scope.accountId}:subscription/pci-dss/v/4.0.1`);
  });
});

describe('a recorder of AWS Config', () => {
  const obstacle = (type: string, name: string) =>
    obstacleTo({ type, inputs: { name } }, { ...scope, administratorAccountId: sandbox.accounts.security });

  it('stands in the way of one of another name, as its channel does, and not one of AWS’s services', async () => {
    const recorder = 'aws:cfg/recorder:Recorder';
    const channel = 'aws:cfg/deliveryChannel:DeliveryChannel';
    expect([await obstacle(recorder, 'default'), await obstacle(channel, 'default')]).toEqual([
      undefined,
      undefined,
    ]);
    const send = vi.spyOn(ConfigServiceClient.prototype as ConfigClient, 'send');
    send.mockImplementation((async (command: unknown) =>
      command instanceof DescribeConfigurationRecordersCommand
        ? {
            ConfigurationRecorders: [
              { name: 'of-a-service', servicePrincipal: 'x.amazonaws.com' },
              { name: 'corporate' },
            ],
          }
        : { DeliveryChannels: [{ name: 'other' }] }) as never);
    try {
      expect(await obstacle(recorder, 'default')).toContain(
        `is called corporate, and is wanted as default; there can be one alone. Set trailguard:configRecorderName to corporate`,
      );
      expect(await obstacle(channel, 'default')).toContain('the delivery channel of AWS Config');
      expect(await obstacle(recorder, 'corporate')).toBeUndefined();
    } finally {
      send.mockRestore();
    }
  });
});
