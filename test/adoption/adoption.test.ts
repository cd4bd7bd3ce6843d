import { CloudTrailClient, GetTrailCommand, GetTrailStatusCommand } from '@aws-sdk/client-cloudtrail';
import { GuardDutyClient, ListDetectorsCommand } from '@aws-sdk/client-guardduty';
import { DescribeKeyCommand, KMSClient } from '@aws-sdk/client-kms';
import { GetObjectCommand, GetObjectLockConfigurationCommand, S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { StackFolder } from '@trailguard/stacks/bring-up';
import { SandboxStacks } from '../baseline/sandbox-stacks.ts';
import { OrganizationFolder } from '../bring-up/organization-folder.ts';
import { commandsOf } from '../runbooks/runbook.ts';
import { type Existing, makeByHand } from './existing.ts';

let stacks: SandboxStacks;
let folder: OrganizationFolder;
let existing: Existing;
let wasReported: string[];
beforeAll(async () => {
  stacks = await SandboxStacks.start({
    regions: ['us-east-1', 'eu-west-1'],
    delays: { iam: 0, trustedAccess: 0 },
  });
  folder = await OrganizationFolder.make(stacks);
  existing = await makeByHand(stacks);
  // What is taken over is the same with less to make.
  const settings = {
    ...{ alarms: false, changeMonitor: false, guardrails: [], findingsExport: false },
    ...{ quarantineUnit: false, delegatedServices: [], detectionFeatures: ['S3_DATA_EVENTS'] },
  };
  await folder.write(settings, {}, '# Who owns this: platform\n');
});
afterAll(async () => {
  await stacks?.[Symbol.asyncDispose]();
  await folder?.[Symbol.asyncDispose]();
});

/**
 * Does what a command of docs/adoption.md says, with the embedded engine in place of the CLI.
 * @param stacks those that `up` is limited to
 */
async function follow(command: string, stacks?: readonly StackFolder[]): Promise<string[]> {
  const [, verb, flag] =
    /^pnpm --filter @trailguard\/stacks run (adopt|up) organization\.yaml( --preview)?$/.exec(command) ?? [];
  if (verb === undefined) throw new Error(`docs/adoption.md has a command that is not tested: ${command}`);
  return verb === 'adopt' ? folder.adopt() : folder.up(flag !== undefined, stacks);
}

/** The commands under a heading of docs/adoption.md. */
const guide = async (heading: string) => (await commandsOf('../adoption'))(heading).trim().split('\n');

/** What was reported of a stack, without its name. */
const reported = (stack: string) =>
  wasReported.flatMap((line) =>
    line.startsWith(`${stack} production: `) ? [line.slice(`${stack} production: `.length)] : [],
  );

/** What exists, as the organization has it now. */
async function asItIs() {
  const { accounts } = stacks.sandbox;
  const archive = await stacks.client(accounts.logArchive);
  const management = await stacks.client();
  const { KeyMetadata: key } = await new KMSClient(archive).send(
    new DescribeKeyCommand({ KeyId: 'alias/trailguard-logs' }),
  );
  const s3 = new S3Client(archive);
  const { Body } = await s3.send(new GetObjectCommand({ Bucket: existing.bucket, Key: existing.file }));
  const cloudtrail = new CloudTrailClient(management);
  const Name = existing.trailArn;
  const { Trail } = await cloudtrail.send(new GetTrailCommand({ Name }));
  const { IsLogging } = await cloudtrail.send(new GetTrailStatusCommand({ Name }));
  const guardduty = new GuardDutyClient({ ...management, region: 'eu-west-1' });
  const { DetectorIds } = await guardduty.send(new ListDetectorsCommand({}));
  const lock = await s3.send(new GetObjectLockConfigurationCommand({ Bucket: existing.bucket }));
  return {
    keyId: key?.KeyId,
    file: await Body?.transformToString(),
    isLogging: IsLogging,
    isValidated: Trail?.LogFileValidationEnabled,
    detectorIds: DetectorIds,
    lockedDays: lock.ObjectLockConfiguration?.Rule?.DefaultRetention?.Days,
  };
}

describe('an organization that has trail, bucket, key and detectors', () => {
  it('is not brought up over them: they are named, and nothing is changed', async () => {
    const before = await asItIs();
    const { logArchive } = stacks.sandbox.accounts;
    await expect(folder.up()).rejects.toThrow(
      [
        'log-archive production failed with profile log-archive: What is to be made exists already:',
        `- aws:kms/key:Key logs is there: ${existing.keyId}@us-east-1 in account ${logArchive}`,
        `- aws:kms/alias:Alias logs is there: alias/trailguard-logs@us-east-1 in account ${logArchive}`,
        `- aws:s3/bucket:Bucket logs is there: ${existing.bucket}@us-east-1 in account ${logArchive}`,
        'To take it over, run `pnpm --filter @trailguard/stacks run adopt` with the same file.',
        'Nothing was changed',
        'Not tried: organization production, security production',
      ].join('\n'),
    );
    expect(await asItIs()).toEqual(before);
  });

  it('is looked through by one command, which writes what it finds into the file and changes nothing else', async () => {
    const before = await asItIs();
    const [command = ''] = await guide('Find what is there');
    wasReported = await follow(command);
    expect(await asItIs()).toEqual(before);
    const file = await folder.read();
    expect(file).toContain('# Who owns this: platform');
    expect(file).toContain(
      `aws:guardduty/detector:Detector threat-detection-eu-west-1: ${existing.managementDetectorId}@eu-west-1`,
    );
    expect(wasReported.at(-1)).toMatch(/organization\.yaml names 17 more in the setting adopt/);
  });

  it('is told what was found in each account', () => {
    const { management, security } = stacks.sandbox.accounts;
    const found = reported('organization').filter((line) => line.includes(' is there: '));
    // Which of two accounts is looked through first is the machine's affair.
    const all = [
      `aws:cloudwatch/logGroup:LogGroup log-delivery is there: ${existing.logGroup}@us-east-1 in account ${management}`,
      `aws:organizations/awsServiceAccess:AwsServiceAccess organization is there: cloudtrail.amazonaws.com in account ${management}`,
      `aws:cloudtrail/trail:Trail organization is there: ${existing.trailArn}@us-east-1 in account ${management}`,
      expect.stringMatching(
        `^aws:guardduty/detector:Detector administrator-eu-west-1 is there: .*@eu-west-1 in account ${security}$`,
      ),
      `aws:organizations/awsServiceAccess:AwsServiceAccess threat-detection-guardduty is there: guardduty.amazonaws.com in account ${management}`,
      expect.stringMatching(/^aws:iam\/serviceLinkedRole:ServiceLinkedRole threat-detection is there: /),
      `aws:guardduty/detector:Detector threat-detection-eu-west-1 is there: ${existing.managementDetectorId}@eu-west-1 in account ${management}`,
      `aws:guardduty/organizationAdminAccount:OrganizationAdminAccount threat-detection-eu-west-1 is there: ${security}@eu-west-1 in account ${management}`,
    ];
    expect(found).toEqual(expect.arrayContaining(all));
    expect(found).toHaveLength(all.length);
  });

  it.each([
    [
      'log-archive',
      'aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration logs rule: (none) -> {"defaultRetention":{"days":365,"mode":"GOVERNANCE"}}',
    ],
    ['log-archive', 'aws:s3/bucket:Bucket logs tags: {"Owner":"platform"} -> (none)'],
    ['log-archive', 'aws:kms/key:Key logs enableKeyRotation: false -> true'],
    ['organization', 'aws:cloudtrail/trail:Trail organization enableLogFileValidation: false -> true'],
    [
      'organization',
      'aws:guardduty/detector:Detector threat-detection-eu-west-1 findingPublishingFrequency: "SIX_HOURS" -> "FIFTEEN_MINUTES"',
    ],
    [
      'security',
      'aws:guardduty/organizationConfiguration:OrganizationConfiguration threat-detection-eu-west-1 autoEnableOrganizationMembers: "NONE" -> "ALL"',
    ],
  ])('is told of each property that the first update changes: %s %s', (stack, change) => {
    expect(reported(stack)).toContain(`the first update changes ${change}`);
  });

  it('is told how to end a trail of another name', () => {
    expect(reported('organization')).toContainEqual(
      expect.stringMatching(
        `^${existing.otherTrailArn} is a trail of the organization of another name .*aws cloudtrail delete-trail --name legacy$`,
      ),
    );
  });

  it('is brought up with them, as they were but for what was told', async () => {
    const before = await asItIs();
    const told = wasReported.flatMap((line) => /the first update (changes .*)/.exec(line)?.[1] ?? []);
    const [, up = ''] = await guide('Bring it up');
    wasReported = await follow(up, ['log-archive', 'organization']);
    expect(wasReported.filter((line) => line.includes(' import,'))).toEqual([
      expect.stringMatching(/^log-archive production: \d+ create, 9 import, \d+ update$/),
      expect.stringMatching(/^organization production: \d+ create, 8 import, \d+ update$/),
    ]);
    const changed = wasReported.flatMap((line) =>
      /: aws:.* -> /.test(line) ? [line.replace(/^.*?: /, 'changes ')] : [],
    );
    expect(told).toEqual(expect.arrayContaining(changed));
    expect(await asItIs()).toEqual({ ...before, isValidated: true, lockedDays: 365 });
  });

  it('is changed by nothing the second time', async () => {
    const [preview = ''] = await guide('Bring it up');
    wasReported = await follow(preview, ['log-archive', 'organization']);
    expect(wasReported.filter((line) => /production: \d+ same$/.test(line))).toHaveLength(2);
  });
});
