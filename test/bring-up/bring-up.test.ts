import {
  CloudTrailClient,
  GetTrailStatusCommand,
  StartLoggingCommand,
  StopLoggingCommand,
} from '@aws-sdk/client-cloudtrail';
import {
  CreateSampleFindingsCommand,
  GuardDutyClient,
  ListDetectorsCommand,
} from '@aws-sdk/client-guardduty';
import {
  AttachGroupPolicyCommand,
  CreateGroupCommand,
  CreateRoleCommand,
  GetRoleCommand,
  IAMClient,
  PutRolePolicyCommand,
} from '@aws-sdk/client-iam';
import { ListAccountsCommand, OrganizationsClient } from '@aws-sdk/client-organizations';
import {
  DescribeOrganizationConfigurationCommand,
  GetEnabledStandardsCommand,
  SecurityHubClient,
} from '@aws-sdk/client-securityhub';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { trailguardAs } from '../baseline/finding-response/as-somebody.ts';
import { type Client, SandboxStacks } from '../baseline/sandbox-stacks.ts';
import { OrganizationFolder } from './organization-folder.ts';

const region = 'us-east-1';
const findingType = 'Stealth:IAMUser/CloudTrailLoggingDisabled';
const trailName = 'trailguard-organization';
let stacks: SandboxStacks;
let folder: OrganizationFolder;
beforeAll(async () => {
  stacks = await SandboxStacks.start({ regions: [region] });
  folder = await OrganizationFolder.make(stacks);
});
afterAll(async () => {
  await stacks?.[Symbol.asyncDispose]();
  await folder?.[Symbol.asyncDispose]();
});

const readerArn = () => `arn:aws:iam::${stacks.sandbox.accounts.security}:role/Reader`;

/** Writes the organization's file; order and credentials are the same with less to make. */
async function write(different: Record<string, unknown> = {}, settings: Record<string, unknown> = {}) {
  const payments = {
    accountName: 'payments',
    email: 'aws+payments@example.com',
    organizationalUnitId: stacks.sandbox.rootId,
  };
  const ours = {
    regions: [region],
    alarms: false,
    guardrails: [],
    reviewReminders: ['findings-review'],
    securityHub: 'local',
    findingResponse: true,
    responseActions: { 'restart-logging': [findingType] },
    incidentReaderRoleArns: [readerArn()],
    peopleIdentityProvider: 'saml-provider/Corporate',
    operatorSubjects: ['bob@example.com'],
    ...settings,
  };
  await folder.write(ours, { accounts: { payments }, ...different });
}

/** A session in the account that the stack made. */
async function payments(): Promise<Client> {
  const organizations = new OrganizationsClient(await stacks.client());
  const { Accounts = [] } = await organizations.send(new ListAccountsCommand({}));
  organizations.destroy();
  return stacks.client(Accounts.find(({ Name }) => Name === 'payments')?.Id);
}

/** The role of somebody who reads the record of incidents. */
async function makeReader(): Promise<void> {
  const iam = new IAMClient(await stacks.client(stacks.sandbox.accounts.security));
  const allow = (statement: object) =>
    JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', ...statement }] });
  const Principal = { AWS: `arn:aws:iam::${stacks.sandbox.accounts.management}:root` };
  const RoleName = 'Reader';
  const AssumeRolePolicyDocument = allow({ Principal, Action: 'sts:AssumeRole' });
  await iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument }));
  const PolicyDocument = allow({ Action: ['s3:Get*', 's3:List*', 'kms:Decrypt'], Resource: '*' });
  await iam.send(new PutRolePolicyCommand({ RoleName, PolicyName: 'read', PolicyDocument }));
  iam.destroy();
}

describe('bringing an organization up', () => {
  it('refuses credentials of another account, and tries nothing that builds on the stack', async () => {
    await write({ profiles: { 'log-archive': 'security' } });
    const { logArchive } = stacks.sandbox.accounts;
    await expect(folder.up()).rejects.toThrow(
      new RegExp(
        `^log-archive production failed with profile security: .*${logArchive}.*` +
          'Not tried: organization production, security production, account payments$',
        's',
      ),
    );
  });

  it('runs all stacks in their order, each with its own profile, and names who may end trails', async () => {
    const iam = new IAMClient(await stacks.client(stacks.sandbox.accounts.security));
    await iam.send(new CreateGroupCommand({ GroupName: 'operators' }));
    const PolicyArn = 'arn:aws:iam::aws:policy/AWSCloudTrail_FullAccess';
    await iam.send(new AttachGroupPolicyCommand({ GroupName: 'operators', PolicyArn }));
    iam.destroy();
    await write();
    const reported = await folder.up();
    expect(reported.filter((line) => line.includes('AWSCloudTrail_FullAccess'))).toEqual([
      expect.stringMatching(/^security production: arn:aws:iam::[0-9]{12}:group\/operators has /),
    ]);
    expect(reported.filter((line) => line.includes(': up'))).toEqual([
      'log-archive production: up with profile log-archive',
      'organization production: up with profile management',
      'security production: up with profile security',
      'account payments: up with profile management',
    ]);
    expect(reported.filter((line) => / \d+ create/.test(line))).toHaveLength(4);
  }, 300_000);
});

describe('Security Hub that is configured region by region', () => {
  it('checks the account that joined afterwards by its default standards, and the administrator by those that were chosen', async () => {
    const standardsOf = async (client: Client) => {
      const hub = new SecurityHubClient(client);
      const { StandardsSubscriptions = [] } = await hub.send(new GetEnabledStandardsCommand({}));
      hub.destroy();
      return StandardsSubscriptions.map(({ StandardsArn = '' }) => StandardsArn.split('/')[1]);
    };
    const administrator = await stacks.client(stacks.sandbox.accounts.security);
    const hub = new SecurityHubClient(administrator);
    expect(await hub.send(new DescribeOrganizationConfigurationCommand({}))).toMatchObject({
      AutoEnable: true,
      AutoEnableStandards: 'DEFAULT',
      OrganizationConfiguration: { ConfigurationType: 'LOCAL' },
    });
    hub.destroy();
    const foundational = 'aws-foundational-security-best-practices';
    expect(await standardsOf(await payments())).toContain(foundational);
    expect(await standardsOf(administrator)).toEqual(
      expect.arrayContaining([foundational, 'cis-aws-foundations-benchmark']),
    );
  });
});

describe('people whom an identity provider names', () => {
  it('may take the operator role of the management and the security account when it says that they showed a second factor', async () => {
    const { management, security } = stacks.sandbox.accounts;
    for (const [accountId, client] of [
      [management, await stacks.client()],
      [security, await stacks.client(security)],
    ] as const) {
      const iam = new IAMClient(client);
      const { Role } = await iam.send(new GetRoleCommand({ RoleName: 'trailguard-operator' }));
      iam.destroy();
      expect(JSON.parse(decodeURIComponent(Role?.AssumeRolePolicyDocument ?? '')).Statement).toEqual([
        {
          Sid: 'FederateWithSecondFactor',
          Effect: 'Allow',
          Principal: { Federated: `arn:aws:iam::${accountId}:saml-provider/Corporate` },
          Action: ['sts:AssumeRoleWithSAML', 'sts:TagSession'],
          Condition: {
            StringEquals: {
              'SAML:aud': 'https://signin.aws.amazon.com/saml',
              'SAML:sub': ['bob@example.com'],
              'aws:RequestTag/SecondFactor': 'true',
            },
          },
        },
      ]);
    }
  });
});

describe('the response to findings, switched on in every stack', () => {
  const record = () => `s3://trailguard-incidents-${stacks.sandbox.accounts.security}-${region}`;
  const reader = () => stacks.client(stacks.sandbox.accounts.security, 'Reader');

  /** Has GuardDuty find something in the member, with the trail stopped; tells what came of it. */
  async function respond() {
    const member = await payments();
    const cloudTrail = new CloudTrailClient(await stacks.client());
    const guardDuty = new GuardDutyClient(member);
    await cloudTrail.send(new StopLoggingCommand({ Name: trailName }));
    const { DetectorIds: [DetectorId] = [] } = await guardDuty.send(new ListDetectorsCommand({}));
    await guardDuty.send(new CreateSampleFindingsCommand({ DetectorId, FindingTypes: [findingType] }));
    await stacks.sandbox.clock.advance(2000);
    const { IsLogging } = await cloudTrail.send(new GetTrailStatusCommand({ Name: trailName }));
    await cloudTrail.send(new StartLoggingCommand({ Name: trailName }));
    for (const client of [cloudTrail, guardDuty]) client.destroy();
    const { stdout } = await trailguardAs(await reader(), 'incidents', 'show', record(), '--json');
    const [incident] = JSON.parse(stdout) as { entries: { content: object }[] }[];
    return { isLogging: IsLogging, said: incident?.entries.map(({ content }) => content) ?? [] };
  }

  it('records what it would do as a dry run, until it is told to act', async () => {
    await makeReader();
    const { isLogging, said } = await respond();
    expect(said).toMatchObject([
      { kind: 'finding', finding: { type: findingType } },
      { kind: 'plan', action: 'restart-logging', isDryRun: true },
      { kind: 'result', outcome: 'dry-run' },
    ]);
    expect(isLogging).toBe(false);
  });

  it('then ends a sample finding in a member as an action in another account and a proven record', async () => {
    await write({}, { responseDryRun: false });
    const reported = await folder.up(false, ['organization', 'security']);
    expect(reported.filter((line) => /: \d.* (create|update)/.test(line))).toHaveLength(2);
    const { isLogging, said } = await respond();
    // GuardDuty tells of the same finding again, which was a dry run before.
    expect(said.slice(3)).toMatchObject([
      { kind: 'plan', action: 'restart-logging', isDryRun: false, approvalUntil: null },
      { kind: 'before' },
      { kind: 'result', outcome: 'done' },
    ]);
    expect(isLogging).toBe(true);
    expect(await trailguardAs(await reader(), 'incidents', 'verify', record())).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('1 incidents, 0 broken, 1 open'),
    });
  }, 300_000);

  it('changes nothing the second time, as a preview tells', async () => {
    const reported = await folder.up(true);
    expect(reported.filter((line) => /: \d+ same$/.test(line))).toHaveLength(4);
  }, 300_000);
});
