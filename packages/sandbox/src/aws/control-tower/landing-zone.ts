import type { MotoCalls } from '../../gateway/moto-calls.ts';
import type { Caller } from '../call.ts';
import { createAccountAccessRole } from '../organizations/bootstrap.ts';
import { attachFullAccess } from '../organizations/policies.ts';
import { type OrganizationState, randomId } from '../organizations/state.ts';
import type { SandboxContext } from '../service.ts';
import {
  adminRole,
  bucketNames,
  channelName,
  executionRole,
  logGroupName,
  recorderName,
  topics,
  trailName,
  trailRole,
  trustedServices,
} from './names.ts';
import {
  archiveGuardrail,
  everything,
  guardrail,
  logBucketPolicy,
  logGroupPolicy,
  topicPolicy,
  trust,
} from './policies.ts';
import { controlTowerState } from './state.ts';

/** What a landing zone is set up in. */
export interface LandingZoneParts {
  readonly moto: MotoCalls;
  readonly sandbox: SandboxContext;
  readonly organization: OrganizationState;
  readonly logArchive: string;
  readonly audit: string;
  readonly homeRegion: string;
}

/**
 * Sets up what Control Tower makes of an organization: roles, trusted access, service control policies, the log archive's
 * buckets, topics, the organization's trail, and a recorder of AWS Config in each account that it enrolls, which the management
 * account is not. Its stack sets and identity center are left out.
 * https://docs.aws.amazon.com/controltower/latest/userguide/how-control-tower-works.html
 */
export async function setUpLandingZone(parts: LandingZoneParts): Promise<void> {
  await makeRoles(parts);
  openOrganization(parts);
  await makeArchive(parts);
  await makeTopics(parts);
  await makeTrail(parts);
  await recordAccounts(parts);
  attachGuardrails(parts);
  const { sandbox, organization, homeRegion } = parts;
  const id = randomId(16).toUpperCase();
  controlTowerState(sandbox).landingZone = {
    arn: `arn:aws:controltower:${homeRegion}:${organization.managementAccountId}:landingzone/${id}`,
    logArchive: parts.logArchive,
    audit: parts.audit,
    regions: sandbox.regions(organization.managementAccountId).slice(),
  };
}

/** A session of one of Control Tower's own roles. */
function session(accountId: string, role: string, path = ''): Caller {
  return {
    accountId,
    arn: `arn:aws:sts::${accountId}:assumed-role/${role}/AWSControlTower`,
    kind: 'assumed-role',
    roleArn: `arn:aws:iam::${accountId}:role/${path}${role}`,
    sessionName: 'AWSControlTower',
  };
}

async function makeRoles({ moto, organization, audit }: LandingZoneParts): Promise<void> {
  const { managementAccountId } = organization;
  const make = async (
    accountId: string,
    RoleName: string,
    principal: object,
    policy?: string,
    Path = '/',
  ) => {
    const iam = (operation: string, input: object) =>
      moto.call(accountId, 'us-east-1', 'iam', operation, { RoleName, ...input });
    await iam('CreateRole', { Path, AssumeRolePolicyDocument: trust(principal) });
    if (policy) await iam('PutRolePolicy', { PolicyName: RoleName, PolicyDocument: policy });
  };
  const byService = (service: string) => ({ Service: `${service}.amazonaws.com` });
  const path = '/service-role/';
  await make(managementAccountId, adminRole, byService('controltower'), everything, path);
  await make(
    managementAccountId,
    trailRole,
    byService('cloudtrail'),
    logGroupPolicy(`arn:aws:logs:*:*:log-group:${logGroupName}`),
    path,
  );
  await make(
    managementAccountId,
    'AWSControlTowerStackSetRole',
    byService('cloudformation'),
    undefined,
    path,
  );
  await make(
    managementAccountId,
    'AWSControlTowerConfigAggregatorRoleForOrganizations',
    byService('config'),
    undefined,
    path,
  );
  for (const { id } of organization.accounts) {
    if (id !== managementAccountId)
      await createAccountAccessRole(moto, id, managementAccountId, executionRole);
  }
  for (const name of ['AuditAdministratorRole', 'AuditReadOnlyRole']) {
    await make(audit, `aws-controltower-${name}`, byService('lambda'));
  }
}

function openOrganization({ organization, sandbox, logArchive, audit }: LandingZoneParts): void {
  const now = sandbox.clock.now().toISOString();
  for (const service of trustedServices) {
    organization.trustedAccess[service] = { enabledAt: now, effectiveAt: now };
  }
  if (!organization.enabledPolicyTypes.includes('SERVICE_CONTROL_POLICY')) {
    organization.enabledPolicyTypes.push('SERVICE_CONTROL_POLICY');
    attachFullAccess(organization, 'SERVICE_CONTROL_POLICY');
  }
  const names: Readonly<Record<string, string>> = { [logArchive]: 'Log Archive', [audit]: 'Audit' };
  for (const account of organization.accounts) account.name = names[account.id] ?? account.name;
}

async function makeArchive({
  sandbox,
  logArchive,
  homeRegion,
  organization,
}: LandingZoneParts): Promise<void> {
  const s3 = (operation: string, input: object) =>
    sandbox.call(session(logArchive, executionRole), homeRegion, 's3', operation, input);
  const { logs, access } = bucketNames(logArchive, homeRegion);
  const place =
    homeRegion === 'us-east-1' ? {} : { CreateBucketConfiguration: { LocationConstraint: homeRegion } };
  for (const Bucket of [access, logs]) {
    await s3('CreateBucket', { Bucket, ...place });
    await s3('PutBucketVersioning', { Bucket, VersioningConfiguration: { Status: 'Enabled' } });
  }
  await s3('PutBucketPolicy', { Bucket: logs, Policy: logBucketPolicy(logs, organization.id) });
  await s3('PutBucketLifecycleConfiguration', {
    Bucket: logs,
    LifecycleConfiguration: {
      Rules: [{ ID: 'RetentionRule', Status: 'Enabled', Filter: { Prefix: '' }, Expiration: { Days: 365 } }],
    },
  });
}

async function makeTopics({ sandbox, audit, homeRegion, organization }: LandingZoneParts): Promise<void> {
  for (const name of topics) {
    const arn = `arn:aws:sns:${homeRegion}:${audit}:${name}`;
    await sandbox.call(session(audit, executionRole), homeRegion, 'sns', 'CreateTopic', {
      Name: name,
      Attributes: { Policy: topicPolicy(arn, organization.id) },
    });
  }
}

async function makeTrail(parts: LandingZoneParts): Promise<void> {
  const { sandbox, organization, homeRegion, logArchive, audit } = parts;
  const { managementAccountId } = organization;
  const admin = session(managementAccountId, adminRole, 'service-role/');
  await sandbox.call(admin, homeRegion, 'logs', 'CreateLogGroup', { logGroupName });
  await sandbox.call(admin, homeRegion, 'logs', 'PutRetentionPolicy', { logGroupName, retentionInDays: 14 });
  await sandbox.call(admin, homeRegion, 'cloudtrail', 'CreateTrail', {
    Name: trailName,
    S3BucketName: bucketNames(logArchive, homeRegion).logs,
    S3KeyPrefix: organization.id,
    SnsTopicName: `arn:aws:sns:${homeRegion}:${audit}:aws-controltower-AllConfigNotifications`,
    IncludeGlobalServiceEvents: true,
    IsMultiRegionTrail: true,
    IsOrganizationTrail: true,
    EnableLogFileValidation: true,
    CloudWatchLogsLogGroupArn: `arn:aws:logs:${homeRegion}:${managementAccountId}:log-group:${logGroupName}:*`,
    CloudWatchLogsRoleArn: `arn:aws:iam::${managementAccountId}:role/service-role/${trailRole}`,
  });
  await sandbox.call(admin, homeRegion, 'cloudtrail', 'StartLogging', { Name: trailName });
}

/** By moto alone: AWS Config's checks are of what others put. */
async function recordAccounts({
  moto,
  sandbox,
  organization,
  homeRegion,
  logArchive,
}: LandingZoneParts): Promise<void> {
  const s3BucketName = bucketNames(logArchive, homeRegion).logs;
  for (const { id } of organization.accounts) {
    if (id === organization.managementAccountId) continue;
    await moto.call(id, homeRegion, 'iam', 'CreateServiceLinkedRole', {
      AWSServiceName: 'config.amazonaws.com',
    });
    for (const region of sandbox.regions(id)) {
      const config = (operation: string, input: object) => moto.call(id, region, 'config', operation, input);
      await config('PutConfigurationRecorder', {
        ConfigurationRecorder: {
          name: recorderName,
          roleARN: `arn:aws:iam::${id}:role/aws-service-role/config.amazonaws.com/AWSServiceRoleForConfig`,
          recordingGroup: { allSupported: true, includeGlobalResourceTypes: region === homeRegion },
        },
      });
      await config('PutDeliveryChannel', {
        DeliveryChannel: { name: channelName, s3BucketName, s3KeyPrefix: organization.id },
      });
      await config('StartConfigurationRecorder', { ConfigurationRecorderName: recorderName });
    }
  }
}

/** On every unit: the units that Control Tower registers have its controls. */
function attachGuardrails({ organization, logArchive }: LandingZoneParts): void {
  const archive = organization.accounts.find((account) => account.id === logArchive)?.parentId;
  const policies: [content: string, targets: string[]][] = [
    [guardrail, organization.units.map((unit) => unit.id)],
    [archiveGuardrail, archive === undefined ? [] : [archive]],
  ];
  for (const [content, targets] of policies) {
    organization.policies.push({
      id: `p-${randomId(8)}`,
      name: `aws-guardrails-${randomId(6)}`,
      description: '',
      type: 'SERVICE_CONTROL_POLICY',
      content,
      awsManaged: false,
      targets,
    });
  }
}
