import type { Caller } from '../../call.ts';
import { AwsError } from '../../error.ts';
import type { SandboxContext } from '../../service.ts';
import { cloudTrailCaller } from '../service-caller.ts';
import type { Trail } from '../state.ts';

const GroupArn = /^arn:aws[a-z-]*:logs:([a-z0-9-]+):(\d{12}):log-group:([A-Za-z0-9._/#-]{1,512}):\*$/;
const RoleArn = /^arn:aws[a-z-]*:iam::(\d{12}):role\/(.+)$/;

/** A log group as a trail names it. */
export interface LogGroup {
  readonly region: string;
  readonly accountId: string;
  readonly name: string;
}

/** Reads `arn:aws:logs:region:account:log-group:name:*`; the end is needed. */
export function parseLogGroupArn(arn: string): LogGroup | undefined {
  const match = GroupArn.exec(arn);
  if (!match) return undefined;
  return { region: match[1] ?? '', accountId: match[2] ?? '', name: match[3] ?? '' };
}

/** The session that CloudTrail opens with the trail's role. Its name is unverified. */
export function logGroupSession(roleArn: string): Caller {
  const match = RoleArn.exec(roleArn);
  const accountId = match?.[1] ?? '';
  const roleName = (match?.[2] ?? '').split('/').at(-1) ?? '';
  const sessionName = 'CloudTrail_Logs_Delivery';
  return {
    accountId,
    arn: `arn:aws:sts::${accountId}:assumed-role/${roleName}/${sessionName}`,
    kind: 'assumed-role',
    roleArn,
    sessionName,
  };
}

/**
 * Asks whether CloudTrail can write the trail's events to its log group: both ARNs given, the group in the
 * trail's home region and account, the role assumable and allowed to write.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-required-policy-for-cloudwatch-logs.html
 *
 * @throws AwsError `InvalidCloudWatchLogsLogGroupArnException`, `InvalidCloudWatchLogsRoleArnException`
 */
export async function assertLogGroupAdmits(sandbox: SandboxContext, trail: Trail): Promise<void> {
  const { logGroupArn, logGroupRoleArn } = trail;
  if (logGroupArn === undefined && logGroupRoleArn === undefined) return;
  if (logGroupArn === undefined) {
    throw new AwsError(
      'InvalidCloudWatchLogsLogGroupArnException',
      'You must specify a log group ARN for a CloudWatch Logs role.',
    );
  }
  if (logGroupRoleArn === undefined) {
    throw new AwsError(
      'InvalidCloudWatchLogsRoleArnException',
      'You must specify a role ARN for a CloudWatch Logs log group.',
    );
  }
  const group = parseLogGroupArn(logGroupArn);
  if (!group || group.region !== trail.homeRegion || group.accountId !== trail.accountId) {
    throw new AwsError(
      'InvalidCloudWatchLogsLogGroupArnException',
      'CloudTrail cannot validate the specified log group ARN.',
    );
  }
  if (!RoleArn.test(logGroupRoleArn)) {
    throw new AwsError(
      'InvalidCloudWatchLogsRoleArnException',
      'CloudTrail cannot validate the specified role ARN.',
    );
  }
  if (!(await roleExists(sandbox, logGroupRoleArn)) || !(await mayAssume(sandbox, trail, logGroupRoleArn))) {
    throw new AwsError(
      'InvalidCloudWatchLogsRoleArnException',
      'Access denied. Check the trust relationships for your role.',
    );
  }
  if (!(await groupExists(sandbox, group))) {
    throw new AwsError(
      'InvalidCloudWatchLogsLogGroupArnException',
      `CloudTrail cannot validate the specified log group ARN.`,
    );
  }
  const session = logGroupSession(logGroupRoleArn);
  for (const operation of ['CreateLogStream', 'PutLogEvents']) {
    const decision = await sandbox.authorize(session, group.region, 'logs', operation, {
      logGroupName: group.name,
      logStreamName: logStreamName(trail, trail.accountId, trail.homeRegion, sandbox.organization.id),
      ...(operation === 'PutLogEvents' && { logEvents: [] }),
    });
    if (!decision.allowed) {
      throw new AwsError(
        'InvalidCloudWatchLogsLogGroupArnException',
        'Access denied. Check the permissions for your role.',
      );
    }
  }
}

/**
 * Log stream of one account and region; organization trails put the organization first.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-required-policy-for-cloudwatch-logs.html
 */
export function logStreamName(
  trail: Trail,
  accountId: string,
  region: string,
  organizationId: string,
): string {
  const stream = `${accountId}_CloudTrail_${region}`;
  return trail.isOrganization ? `${organizationId}_${stream}` : stream;
}

/** Whether the trail's role lets CloudTrail in. */
export async function mayAssume(sandbox: SandboxContext, trail: Trail, roleArn: string): Promise<boolean> {
  const decision = await sandbox.authorize(cloudTrailCaller(trail), trail.homeRegion, 'sts', 'AssumeRole', {
    RoleArn: roleArn,
    RoleSessionName: logGroupSession(roleArn).sessionName,
  });
  return decision.allowed;
}

async function roleExists(sandbox: SandboxContext, roleArn: string): Promise<boolean> {
  const match = RoleArn.exec(roleArn);
  const RoleName = match?.[2]?.split('/').at(-1);
  try {
    const { Role } = await sandbox.inspect(match?.[1] ?? '', 'us-east-1', 'iam', 'GetRole', { RoleName });
    return (Role as { Arn?: string } | undefined)?.Arn === roleArn;
  } catch (error) {
    if (error instanceof AwsError && error.code === 'NoSuchEntity') return false;
    throw error;
  }
}

async function groupExists(sandbox: SandboxContext, group: LogGroup): Promise<boolean> {
  const answer = await sandbox.inspect(group.accountId, group.region, 'logs', 'DescribeLogGroups', {
    logGroupNamePrefix: group.name,
  });
  const groups = (answer.logGroups ?? []) as { logGroupName?: string }[];
  return groups.some(({ logGroupName }) => logGroupName === group.name);
}
