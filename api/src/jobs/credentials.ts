import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import type { Config } from '../config.ts';

/** What a session is for: previews read, applies change, audits read what auditors need. */
export type Purpose = 'preview' | 'apply' | 'audit';

/** Temporary credentials, as environment variables of AWS SDKs. */
export interface Session {
  readonly AWS_ACCESS_KEY_ID: string;
  readonly AWS_SECRET_ACCESS_KEY: string;
  readonly AWS_SESSION_TOKEN: string;
}

/** AWS's managed policy that allows reading alone; narrows a session that would otherwise change things. */
const ReadOnlyPolicy = 'iam::aws:policy/ReadOnlyAccess';

/** The partition of a region: it is part of every ARN. */
export function partitionOf(region: string): string {
  if (region.startsWith('us-gov-')) return 'aws-us-gov';
  return region.startsWith('cn-') ? 'aws-cn' : 'aws';
}

/**
 * Opens a session in an account, from the identity of the service. The session's name is the job's id, so
 * that CloudTrail tells which job did what.
 * @throws the SDK's error when a role may not be assumed.
 */
export async function openSession(
  config: Config,
  purpose: Purpose,
  accountId: string,
  jobId: string,
): Promise<Session> {
  const { homeRegion, managementAccountId } = config.organization;
  const management = await assume(
    homeRegion,
    jobId,
    roleArn(config, managementAccountId, config.roles[purpose]),
  );
  return accountId === managementAccountId
    ? management
    : openMemberSession(config, purpose, accountId, jobId, management);
}

/**
 * Opens a session in a member account, from a session in the management account.
 * @param from that session; the SDK's default credentials when left out.
 * @throws the SDK's error when the role may not be assumed.
 */
export async function openMemberSession(
  config: Config,
  purpose: Purpose,
  accountId: string,
  jobId: string,
  from?: Session,
): Promise<Session> {
  const { homeRegion } = config.organization;
  const member = roleArn(config, accountId, config.roles.member);
  if (purpose === 'apply') return assume(homeRegion, jobId, member, from);
  try {
    return await assume(homeRegion, jobId, roleArn(config, accountId, config.roles[purpose]), from);
  } catch (error) {
    if (purpose !== 'preview' || (error as Error).name !== 'AccessDenied') throw error;
    // The account has no baseline yet, so no preview role: the role that AWS made, narrowed to reading.
    return assume(homeRegion, jobId, member, from, `arn:${partitionOf(homeRegion)}:${ReadOnlyPolicy}`);
  }
}

function roleArn(config: Config, accountId: string, role: string): string {
  return `arn:${partitionOf(config.organization.homeRegion)}:iam::${accountId}:role/${role}`;
}

async function assume(
  region: string,
  sessionName: string,
  role: string,
  from?: Session,
  narrowTo?: string,
): Promise<Session> {
  const sts = new STSClient({
    region,
    maxAttempts: 5,
    ...(from === undefined
      ? {}
      : {
          credentials: {
            accessKeyId: from.AWS_ACCESS_KEY_ID,
            secretAccessKey: from.AWS_SECRET_ACCESS_KEY,
            sessionToken: from.AWS_SESSION_TOKEN,
          },
        }),
  });
  try {
    const { Credentials } = await sts.send(
      new AssumeRoleCommand({
        RoleArn: role,
        RoleSessionName: sessionName,
        ...(narrowTo === undefined ? {} : { PolicyArns: [{ arn: narrowTo }] }),
      }),
    );
    if (!Credentials?.AccessKeyId || !Credentials.SecretAccessKey || !Credentials.SessionToken) {
      throw new Error(`STS answered without credentials for ${role}`);
    }
    return {
      AWS_ACCESS_KEY_ID: Credentials.AccessKeyId,
      AWS_SECRET_ACCESS_KEY: Credentials.SecretAccessKey,
      AWS_SESSION_TOKEN: Credentials.SessionToken,
    };
  } finally {
    sts.destroy();
  }
}
