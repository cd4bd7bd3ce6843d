import {
  CreateDetectorCommand,
  CreateIPSetCommand,
  CreateThreatIntelSetCommand,
  DeleteIPSetCommand,
  type GetMalwareProtectionPlanCommand,
  GuardDutyClient,
  ListMalwareProtectionPlansCommand,
} from '@aws-sdk/client-guardduty';
import { type Sandbox, startSandbox } from '@trailguard/sandbox';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { managementScope } from '../test/management-scope.ts';
import { clientOptions, type LookupScope } from './lookup-scope.ts';
import { naturalId } from './natural-keys.ts';

let sandbox: Sandbox;
let scope: LookupScope;
let guardduty: GuardDutyClient;
let detectorId: string;
beforeAll(async () => {
  sandbox = await startSandbox({ delays: { iam: 0 } });
  scope = managementScope(sandbox);
  guardduty = new GuardDutyClient(clientOptions(scope));
  detectorId = (await guardduty.send(new CreateDetectorCommand({ Enable: true }))).DetectorId ?? '';
});
afterAll(async () => {
  guardduty?.destroy();
  await sandbox?.stop();
});

const list = (name: string) => ({
  DetectorId: detectorId,
  Name: name,
  Format: 'TXT' as const,
  Location: 'https://s3.us-east-1.amazonaws.com/lists/list.txt',
  Activate: true,
});

describe('an interrupted list of threat detection', () => {
  it('is found by its name while it is there: trusted', async () => {
    const find = () => naturalId('aws:guardduty/iPSet:IPSet', { detectorId, name: 'scanners' }, scope);
    expect(await find()).toBeNull();
    const { IpSetId } = await guardduty.send(new CreateIPSetCommand(list('scanners')));
    expect(await find()).toBe(`${detectorId}:${IpSetId}`);
    await guardduty.send(new DeleteIPSetCommand({ DetectorId: detectorId, IpSetId }));
    expect(await find()).toBeNull();
  });

  it('is found by its name among others: of threats', async () => {
    const find = (name: string) =>
      naturalId('aws:guardduty/threatIntelSet:ThreatIntelSet', { detectorId, name }, scope);
    await guardduty.send(new CreateThreatIntelSetCommand(list('others')));
    expect(await find('botnets')).toBeNull();
    const { ThreatIntelSetId } = await guardduty.send(new CreateThreatIntelSetCommand(list('botnets')));
    expect(await find('botnets')).toBe(`${detectorId}:${ThreatIntelSetId}`);
  });
});

it('finds an interrupted plan of malware protection by its bucket, on whichever page', async () => {
  const plans: Record<string, string> = { first: 'uploads-of-others', second: 'uploads-of-customers' };
  const send = vi.spyOn(GuardDutyClient.prototype, 'send').mockImplementation((async (command: object) => {
    if (command instanceof ListMalwareProtectionPlansCommand) {
      return command.input.NextToken === undefined
        ? { MalwareProtectionPlans: [{ MalwareProtectionPlanId: 'first' }], NextToken: 'more' }
        : { MalwareProtectionPlans: [{ MalwareProtectionPlanId: 'second' }] };
    }
    const { MalwareProtectionPlanId: id } = (command as GetMalwareProtectionPlanCommand).input;
    return { ProtectedResource: { S3Bucket: { BucketName: plans[id ?? ''] } } };
  }) as never);
  const find = (bucketName: string) =>
    naturalId(
      'aws:guardduty/malwareProtectionPlan:MalwareProtectionPlan',
      { protectedResource: { s3Bucket: { bucketName } } },
      scope,
    );
  try {
    expect(await find('uploads-of-customers')).toBe('second');
    expect(await find('uploads-of-nobody')).toBeNull();
  } finally {
    send.mockRestore();
  }
});

it.each([
  ['aws:s3/bucketObjectv2:BucketObjectv2', { bucket: 'lists', key: 'threat/a.txt' }, 'lists/threat/a.txt'],
  ['aws:guardduty/filter:Filter', { detectorId: 'd', name: 'own-scanner' }, 'd:own-scanner'],
  [
    'aws:guardduty/memberDetectorFeature:MemberDetectorFeature',
    { detectorId: 'd', accountId: '444444444444', name: 'AI_PROTECTION' },
    'd,444444444444,AI_PROTECTION',
  ],
])('derives the id of a %s from its inputs', async (type, inputs, id) => {
  expect(await naturalId(type, inputs, scope)).toBe(id);
});
