import { CloudTrailClient, CreateTrailCommand, UpdateTrailCommand } from '@aws-sdk/client-cloudtrail';
import {
  ConfigServiceClient,
  DescribeComplianceByConfigRuleCommand,
  DescribeConfigurationRecorderStatusCommand,
  DescribeOrganizationConfigRuleStatusesCommand,
  DescribeOrganizationConformancePackStatusesCommand,
  GetComplianceDetailsByConfigRuleCommand,
  PutConfigurationRecorderCommand,
} from '@aws-sdk/client-config-service';
import { CreateServiceLinkedRoleCommand, IAMClient } from '@aws-sdk/client-iam';
import { GetEnabledStandardsCommand, SecurityHubClient } from '@aws-sdk/client-securityhub';
import { CreateBucketCommand, PutBucketPolicyCommand, S3Client } from '@aws-sdk/client-s3';
import type { Stack } from '@pulumi/pulumi/automation/index.js';
import * as aws from '@pulumi/aws';
import {
  ConfigArchive,
  ConfigRecorder,
  ConfigRules,
  DelegatedAdministrators,
  SecurityHub,
  SecurityHubAccount,
  TrustedAccess,
} from '@trailguard/baseline';
import { audit, readControlFindings } from '@trailguard/audit';
import { controls } from '@trailguard/controls';
import { runReport } from '@trailguard/controls/report';
import { compareOpinions } from '@trailguard/controls/second-opinion';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { SandboxStacks } from '../sandbox-stacks.ts';

const homeRegion = 'us-east-1';
const abroad = 'eu-west-1';
const regions = [homeRegion, abroad];
const services = ['securityhub', 'config', 'config-multiaccountsetup'] as const;
let world: SandboxStacks;
/** The stack of the management account. */
let stack: Stack;

beforeAll(async () => {
  world = await SandboxStacks.start({ regions, delays: { iam: 0, trustedAccess: 0 } });
  const archive = await world.client(world.sandbox.accounts.logArchive);
  await (await world.open('archive', async () => archiveConfiguration(), archive)).up();
  stack = await world.open('management', async () => governOrganization(), await world.client());
  await stack.up();
});
afterAll(() => world?.[Symbol.asyncDispose]());

const bucketName = () => `config-${world.sandbox.accounts.logArchive}`;

function archiveConfiguration(): void {
  const { accounts, organizationId } = world.sandbox;
  const role = (name: string) => `arn:aws:iam::${accounts.logArchive}:role/${name}`;
  new ConfigArchive('config', {
    bucketName: bucketName(),
    accessLogBucketName: `${bucketName()}-logs`,
    keyAlias: 'alias/config',
    region: homeRegion,
    accountId: accounts.logArchive,
    organizationId,
    breakGlassRoleArn: role('BreakGlass'),
    deployRoleArns: [role('OrganizationAccountAccessRole')],
  });
}

function governOrganization(): void {
  const { accounts, rootId } = world.sandbox;
  const provider = new aws.Provider('security', {
    region: homeRegion,
    assumeRoles: [{ roleArn: `arn:aws:iam::${accounts.security}:role/OrganizationAccountAccessRole` }],
  });
  const hub = new SecurityHubAccount('security', { regions: [homeRegion] }, { provider });
  const access = new TrustedAccess('organization', {
    servicePrincipals: services.map((service) => `${service}.amazonaws.com`),
  });
  const administrators = new DelegatedAdministrators(
    'security',
    {
      administratorAccountId: accounts.security,
      services: [...services],
      homeRegion,
    },
    { dependsOn: [hub, access] },
  );
  new SecurityHub(
    'organization',
    { homeRegion, regions, policyName: 'organization', targetIds: [rootId] },
    { provider, dependsOn: administrators },
  );
  const recorder = new ConfigRecorder('config', {
    accountId: accounts.management,
    regions,
    homeRegion,
    bucketName: bucketName(),
  });
  new ConfigRules(
    'config',
    {
      namePrefix: 'trailguard',
      homeRegion,
      securityAccountId: accounts.security,
      conformancePack: true,
      excludedAccountIds: [accounts.logArchive, accounts.security],
    },
    { provider, dependsOn: [administrators, recorder] },
  );
}

async function standardsOf(
  accountId: string | undefined,
  region: string,
): Promise<readonly (string | undefined)[]> {
  const hub = new SecurityHubClient(await world.client(accountId, undefined, region));
  try {
    const { StandardsSubscriptions = [] } = await hub.send(new GetEnabledStandardsCommand({}));
    return StandardsSubscriptions.map(({ StandardsArn }) => StandardsArn);
  } finally {
    hub.destroy();
  }
}

async function recorded(accountId: string | undefined, region: string): Promise<boolean> {
  const config = new ConfigServiceClient(await world.client(accountId, undefined, region));
  try {
    const { ConfigurationRecordersStatus = [] } = await config.send(
      new DescribeConfigurationRecorderStatusCommand({}),
    );
    return ConfigurationRecordersStatus.some(({ recording }) => recording);
  } finally {
    config.destroy();
  }
}

describe('Security Hub and AWS Config of an organization', () => {
  it('change nothing the second time', async () => {
    const { summary } = await stack.up({ refresh: true });
    expect(Object.keys(summary.resourceChanges ?? {})).toEqual(['same']);
  });

  it('check every account in every region by the same standards', async () => {
    const { logArchive, security } = world.sandbox.accounts;
    for (const accountId of [undefined, logArchive, security]) {
      for (const region of regions)
        expect(await standardsOf(accountId, region)).toEqual([
          `arn:aws:securityhub:${region}::standards/aws-foundational-security-best-practices/v/1.0.0`,
          `arn:aws:securityhub:${region}::standards/cis-aws-foundations-benchmark/v/5.0.0`,
        ]);
    }
  });

  it('record in each region, and deploy rules and pack to the accounts that are recorded', async () => {
    expect([await recorded(undefined, homeRegion), await recorded(undefined, abroad)]).toEqual([true, true]);
    const config = new ConfigServiceClient(await world.client(world.sandbox.accounts.security));
    const rules = await config.send(new DescribeOrganizationConfigRuleStatusesCommand({}));
    const packs = await config.send(new DescribeOrganizationConformancePackStatusesCommand({}));
    config.destroy();
    const statuses = [
      ...(rules.OrganizationConfigRuleStatuses ?? []).map((one) => one.OrganizationRuleStatus),
      ...(packs.OrganizationConformancePackStatuses ?? []).map(({ Status }) => Status),
    ];
    expect(statuses).toEqual(Array.from({ length: 9 }, () => 'CREATE_SUCCESSFUL'));
  });

  it('leave the other regions recorded where one has a recorder already', async () => {
    const { security } = world.sandbox.accounts;
    const iam = new IAMClient(await world.client(security));
    const { Role } = await iam.send(
      new CreateServiceLinkedRoleCommand({ AWSServiceName: 'config.amazonaws.com' }),
    );
    const config = new ConfigServiceClient(await world.client(security, undefined, abroad));
    const ConfigurationRecorder = { name: 'corporate', roleARN: Role?.Arn };
    await config.send(new PutConfigurationRecorderCommand({ ConfigurationRecorder }));
    const program = async () => {
      new ConfigRecorder('config', {
        accountId: security,
        regions,
        homeRegion,
        bucketName: bucketName(),
        createServiceLinkedRole: false,
      });
    };
    const failing = await world.open('security', program, await world.client(security));
    await expect(failing.up({ continueOnError: true })).rejects.toThrow(
      'MaxNumberOfConfigurationRecordersExceeded',
    );
    expect(await recorded(security, homeRegion)).toBe(true);
    iam.destroy();
    config.destroy();
  });
});

describe('what AWS evaluates', () => {
  const rule = 'trailguard-cloud-trail-log-file-validation-enabled';
  let trailArn: string;

  /** A trail of the management account that signs digests, in a bucket of its own. */
  beforeAll(async () => {
    const client = await world.client();
    const s3 = new S3Client(client);
    const Bucket = 'watched-trail';
    await s3.send(new CreateBucketCommand({ Bucket }));
    const allow = (Action: string, Resource: string) => ({
      Effect: 'Allow',
      Principal: { Service: 'cloudtrail.amazonaws.com' },
      Action,
      Resource,
    });
    const Statement = [
      allow('s3:GetBucketAcl', `arn:aws:s3:::${Bucket}`),
      allow('s3:PutObject', `arn:aws:s3:::${Bucket}/AWSLogs/*`),
    ];
    const Policy = JSON.stringify({ Version: '2012-10-17', Statement });
    await s3.send(new PutBucketPolicyCommand({ Bucket, Policy }));
    const cloudtrail = new CloudTrailClient(client);
    const made = new CreateTrailCommand({
      Name: 'watched',
      S3BucketName: Bucket,
      EnableLogFileValidation: true,
    });
    trailArn = (await cloudtrail.send(made)).TrailARN ?? '';
    for (const one of [s3, cloudtrail]) one.destroy();
    vi.stubEnv('AWS_ENDPOINT_URL', world.sandbox.endpoint);
  });
  afterAll(() => void vi.unstubAllEnvs());

  /** What the organization's rule says in the management account, of the account and of the trail. */
  async function ruled() {
    const config = new ConfigServiceClient(await world.client());
    const { ComplianceByConfigRules = [] } = await config.send(new DescribeComplianceByConfigRuleCommand({}));
    const found = ComplianceByConfigRules.find(({ ConfigRuleName: name }) => name?.includes(rule));
    const { EvaluationResults = [] } = await config.send(
      new GetComplianceDetailsByConfigRuleCommand({ ConfigRuleName: found?.ConfigRuleName }),
    );
    config.destroy();
    return [
      found?.Compliance?.ComplianceType,
      ...EvaluationResults.map(({ ComplianceType, EvaluationResultIdentifier: about }) => [
        about?.EvaluationResultQualifier?.ResourceId,
        ComplianceType,
      ]),
    ];
  }

  /** Our verdicts on signed digests beside those of Security Hub, gathered in the security account. */
  async function compared() {
    const { management, logArchive, security } = world.sandbox.accounts;
    const credentials = async (id: string) =>
      (await world.client(id === management ? undefined : id)).credentials;
    const { results, asOf } = await audit({
      organization: {
        managementAccountId: management,
        logArchiveAccountId: logArchive,
        securityAccountId: security,
        homeRegion,
      },
      controls: ['CT-06'],
      credentials,
    });
    const report = runReport({
      lens: 'live',
      at: asOf ?? '',
      sources: [],
      controls: controls.filter(({ id }) => id === 'CT-06'),
      results,
    });
    const heard = await readControlFindings({
      administratorAccountId: security,
      homeRegion,
      securityControlIds: ['CloudTrail.4'],
      credentials,
    });
    const { compared: pairs, agreeing, unheard } = compareOpinions(report, heard);
    return {
      theirs: heard.findings.map(({ resource, status }) => [resource, status]),
      pairs,
      agreeing,
      unheard,
    };
  }

  it('is what an audit judges, before a change and after it', async () => {
    expect(await ruled()).toEqual(['COMPLIANT', [trailArn, 'COMPLIANT']]);
    const agreed = { pairs: 1, agreeing: 1, unheard: [] };
    expect(await compared()).toEqual({ theirs: [[trailArn, 'PASSED']], ...agreed });
    const cloudtrail = new CloudTrailClient(await world.client());
    await cloudtrail.send(new UpdateTrailCommand({ Name: 'watched', EnableLogFileValidation: false }));
    cloudtrail.destroy();
    expect(await ruled()).toEqual(['NON_COMPLIANT', [trailArn, 'NON_COMPLIANT']]);
    expect(await compared()).toEqual({ theirs: [[trailArn, 'FAILED']], ...agreed });
  }, 120_000);

  it('is nothing where the rule is not deployed', async () => {
    const config = new ConfigServiceClient(await world.client(world.sandbox.accounts.logArchive));
    expect(await config.send(new DescribeComplianceByConfigRuleCommand({}))).toMatchObject({
      ComplianceByConfigRules: [],
    });
    config.destroy();
  });
});
