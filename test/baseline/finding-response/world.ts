import { CreateTrailCommand, CloudTrailClient } from '@aws-sdk/client-cloudtrail';
import {
  CreateDetectorCommand,
  CreateMembersCommand,
  EnableOrganizationAdminAccountCommand,
  GuardDutyClient,
  ListDetectorsCommand,
} from '@aws-sdk/client-guardduty';
import { CreateRoleCommand, IAMClient, PutRolePolicyCommand } from '@aws-sdk/client-iam';
import { EnableAWSServiceAccessCommand, OrganizationsClient } from '@aws-sdk/client-organizations';
import { CreateBucketCommand, PutBucketPolicyCommand, S3Client } from '@aws-sdk/client-s3';
import {
  AlertBus,
  ChangeMonitor,
  FindingResponse,
  IncidentRecord,
  organizationNames,
  ResponseRole,
  ResponseRoleName,
  responseNames,
  typesWithActions,
} from '@trailguard/baseline';
import type { SandboxStacks } from '../sandbox-stacks.ts';

/** All actions, each allowed for the types that the tests use. */
export const Actions = {
  'isolate-instance': ['Backdoor:EC2/*'],
  'disable-access-key': ['UnauthorizedAccess:IAMUser/*'],
  'block-public-access': ['Policy:S3/*'],
  'restart-logging': ['Stealth:IAMUser/CloudTrailLoggingDisabled'],
};

const region = 'us-east-1';
const allow = (statement: object) =>
  JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', ...statement }] });

/** What the programs know of the organization. */
export function settingsOf({ sandbox }: SandboxStacks) {
  const { management, logArchive, security } = sandbox.accounts;
  const settings = {
    organizationId: sandbox.organizationId,
    managementAccountId: management,
    logArchiveAccountId: logArchive,
    securityAccountId: security,
    homeRegion: region,
    namePrefix: 'trailguard',
    breakGlassRoleName: 'TrailGuardBreakGlass',
  };
  return { settings, names: { ...organizationNames(settings), ...responseNames(settings) } };
}

/** The security account's part: bus, rules, record and function. */
export function respondingProgram(world: SandboxStacks) {
  const { settings, names } = settingsOf(world);
  const { organizationId, securityAccountId: accountId, namePrefix } = settings;
  return async () => {
    const bus = new AlertBus('alerts', {
      busName: names.eventBusName,
      region,
      accountId,
      organizationId,
      forwardRoleName: names.eventForwardRoleName,
      topicArn: names.alertTopicArn,
      namePrefix,
    });
    new ChangeMonitor(
      'changes',
      {
        namePrefix,
        accountId,
        regions: [region],
        busArn: names.eventBusArn,
        roleName: names.eventForwardRoleName,
        findingSeverity: 4,
        findingTypes: typesWithActions(Actions),
      },
      { dependsOn: bus },
    );
    const approverRoleArns = [`arn:aws:iam::${accountId}:role/Approver`];
    const record = new IncidentRecord('incidents', {
      bucketName: names.incidentBucketName,
      accessLogBucketName: names.incidentAccessLogBucketName,
      keyAlias: names.incidentKeyAlias,
      region,
      accountId,
      responderRoleArn: names.responderRoleArn,
      approverRoleArns,
      logGroupName: names.responderLogGroupName,
      breakGlassRoleArn: names.breakGlassRoleArn,
      deployRoleArns: [`arn:aws:iam::${accountId}:role/OrganizationAccountAccessRole`],
    });
    new FindingResponse('response', {
      namePrefix,
      responderName: names.responderName,
      logGroupName: names.responderLogGroupName,
      failureQueueName: names.failureQueueName,
      region,
      accountId,
      organizationId,
      busName: bus.busName,
      bucketName: names.incidentBucketName,
      record: record.bucketName,
      kmsKeyArn: record.keyArn,
      responseRoleName: ResponseRoleName,
      trailArn: names.trailArn,
      isolationGroupName: names.isolationGroupName,
      actions: Actions,
      dryRun: false,
      approvalHours: 1,
      approverRoleArns,
    });
    return {};
  };
}

/** The part of another account: the role that the responder takes. */
export function admittingProgram(world: SandboxStacks, actions: string[]) {
  const { settings, names } = settingsOf(world);
  return async () => {
    new ResponseRole('response', {
      roleName: ResponseRoleName,
      region,
      responderRoleArn: names.responderRoleArn,
      organizationId: settings.organizationId,
      actions,
      trailArn: names.trailArn,
    });
    return {};
  };
}

/** GuardDuty with the security account as administrator, whose member is the log archive. */
export async function watch(world: SandboxStacks): Promise<void> {
  const { logArchive, security } = world.sandbox.accounts;
  const client = await world.client();
  await new OrganizationsClient(client).send(
    new EnableAWSServiceAccessCommand({ ServicePrincipal: 'guardduty.amazonaws.com' }),
  );
  const management = new GuardDutyClient(client);
  await management.send(new EnableOrganizationAdminAccountCommand({ AdminAccountId: security }));
  const administrator = new GuardDutyClient(await world.client(security));
  const { DetectorIds: [DetectorId] = [] } = await administrator.send(new ListDetectorsCommand({}));
  const member = new GuardDutyClient(await world.client(logArchive));
  await member.send(new CreateDetectorCommand({ Enable: true }));
  await administrator.send(
    new CreateMembersCommand({
      DetectorId,
      AccountDetails: [{ AccountId: logArchive, Email: 'log-archive@example.com' }],
    }),
  );
  await world.sandbox.clock.advance(5000);
}

/** A trail with the name of the organization's, in the management account. */
export async function makeTrail(world: SandboxStacks): Promise<CloudTrailClient> {
  const { names, settings } = settingsOf(world);
  const client = await world.client();
  const s3 = new S3Client(client);
  const Bucket = 'some-trail-bucket';
  await s3.send(new CreateBucketCommand({ Bucket }));
  const Principal = { Service: 'cloudtrail.amazonaws.com' };
  const arn = `arn:aws:s3:::${Bucket}`;
  await s3.send(
    new PutBucketPolicyCommand({
      Bucket,
      Policy: JSON.stringify({
        Version: '2012-10-17',
        Statement: [
          { Effect: 'Allow', Principal, Action: 's3:GetBucketAcl', Resource: arn },
          {
            Effect: 'Allow',
            Principal,
            Action: 's3:PutObject',
            Resource: `${arn}/AWSLogs/${settings.managementAccountId}/*`,
          },
        ],
      }),
    }),
  );
  const trail = new CloudTrailClient(client);
  await trail.send(new CreateTrailCommand({ Name: names.trailName, S3BucketName: Bucket }));
  return trail;
}

/** The role of a person who approves. */
export async function makeApprover(world: SandboxStacks): Promise<void> {
  const { settings } = settingsOf(world);
  const iam = new IAMClient(await world.client(settings.securityAccountId));
  const Principal = { AWS: `arn:aws:iam::${settings.managementAccountId}:root` };
  await iam.send(
    new CreateRoleCommand({
      RoleName: 'Approver',
      AssumeRolePolicyDocument: allow({ Principal, Action: 'sts:AssumeRole' }),
    }),
  );
  await iam.send(
    new PutRolePolicyCommand({
      RoleName: 'Approver',
      PolicyName: 'approve',
      PolicyDocument: allow({ Action: ['s3:*', 'kms:Decrypt', 'kms:GenerateDataKey'], Resource: '*' }),
    }),
  );
}
