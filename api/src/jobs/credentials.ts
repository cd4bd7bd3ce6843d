import { setTimeout as sleep } from 'node:timers/promises';
import { AssumeRoleCommand, type Credentials, STSClient } from '@aws-sdk/client-sts';
import { partitionOf } from '@trailguard/controls';
import { clientOptions } from '@trailguard/existing/clients';
import type { Config } from '../config.ts';

/** What a session is for: previews read, applies change, audits read what auditors need. */
export type Purpose = 'preview' | 'apply' | 'audit';

/** Temporary credentials, as environment variables of AWS SDKs. */
export interface Session {
  readonly AWS_ACCESS_KEY_ID: string;
  readonly AWS_SECRET_ACCESS_KEY: string;
  readonly AWS_SESSION_TOKEN: string;
}

/** A session in the form that AWS clients take. */
export function credentialsOf(session: Session) {
  return {
    accessKeyId: session.AWS_ACCESS_KEY_ID,
    secretAccessKey: session.AWS_SECRET_ACCESS_KEY,
    sessionToken: session.AWS_SESSION_TOKEN,
  };
}

/**
 * How long a refusal may only mean that a role is fresh, milliseconds: a new account's role, or a role whose
 * trust policy has just changed, is not known everywhere at once.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot.html#troubleshoot_general_eventual-consistency
 */
const PropagationMilliseconds = 60_000;

/** AWS's managed policy that allows reading alone; narrows a session that would otherwise change things. */
const ReadOnlyPolicy = 'iam::aws:policy/ReadOnlyAccess';

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
  const management = await openManagementSession(config, purpose, jobId);
  if (accountId === managementAccountId) return management;
  try {
    return await openMemberSession(config, purpose, accountId, jobId, management);
  } catch (error) {
    if (purpose !== 'preview' || !isRefusal(error)) throw error;
    // The account has no baseline yet, so no preview role: the role that AWS made, narrowed to reading. The
    // apply role opens it, so that what a preview is given can never assume it unnarrowed.
    return assume(homeRegion, jobId, roleArn(config, accountId, config.roles.member), {
      from: await openManagementSession(config, 'apply', jobId),
      narrowTo: `arn:${partitionOf(homeRegion)}:${ReadOnlyPolicy}`,
    });
  }
}

function openManagementSession(config: Config, purpose: Purpose, jobId: string): Promise<Session> {
  const { homeRegion, managementAccountId } = config.organization;
  return assume(homeRegion, jobId, roleArn(config, managementAccountId, config.roles[purpose]));
}

/**
 * Waits until the role for audits that a deployment has just made can be used, so that nobody who audits afterwards has
 * to wonder whether a refusal is one. Once a minute is over a refusal is left to the audit, which says so.
 * @param accountId a member's 12 digits.
 */
export async function awaitAuditRole(config: Config, accountId: string, jobId: string): Promise<void> {
  const management = await openManagementSession(config, 'audit', jobId);
  try {
    await openMemberSession(config, 'audit', accountId, jobId, management, PropagationMilliseconds);
  } catch (error) {
    if (!isRefusal(error)) throw error;
  }
}

/**
 * Opens a session in a member account, from a session in the management account.
 * @param from that session; the SDK's default credentials when left out.
 * @param patience how long to take a refusal for one that passes, milliseconds. Default: a minute where AWS may have made
 *   the account and its role a moment ago, nothing where the baseline makes the role: a refusal then says that it has not.
 * @throws the SDK's error when the role may not be assumed.
 */
export async function openMemberSession(
  config: Config,
  purpose: Purpose,
  accountId: string,
  jobId: string,
  from?: Session,
  patience: number = purpose === 'apply' ? PropagationMilliseconds : 0,
): Promise<Session> {
  const { homeRegion } = config.organization;
  const role = purpose === 'apply' ? config.roles.member : config.roles[purpose];
  // The role that Organizations made asks for no word.
  const externalId = purpose === 'apply' ? undefined : config.stackSettings.roleExternalId;
  return assume(homeRegion, jobId, roleArn(config, accountId, role), {
    from,
    ...(externalId === undefined ? {} : { externalId }),
    patience,
  });
}

function roleArn(config: Config, accountId: string, role: string): string {
  return `arn:${partitionOf(config.organization.homeRegion)}:iam::${accountId}:role/${role}`;
}

const isRefusal = (error: unknown) => (error as Error).name === 'AccessDenied';

/**
 * @param how.from the session to start from; the SDK's default credentials when left out.
 * @param how.externalId what the role's trust asks for.
 * @param how.narrowTo ARN of a managed policy that the session may not exceed.
 * @param how.patience how long to take a refusal for one that passes, milliseconds.
 */
async function assume(
  region: string,
  sessionName: string,
  role: string,
  how: { from?: Session | undefined; externalId?: string; narrowTo?: string; patience?: number } = {},
): Promise<Session> {
  const { from, externalId, narrowTo, patience = PropagationMilliseconds } = how;
  const sts = new STSClient(
    clientOptions({ region, ...(from === undefined ? {} : { credentials: credentialsOf(from) }) }),
  );
  const command = new AssumeRoleCommand({
    RoleArn: role,
    RoleSessionName: sessionName,
    ...(externalId === undefined ? {} : { ExternalId: externalId }),
    ...(narrowTo === undefined ? {} : { PolicyArns: [{ arn: narrowTo }] }),
  });
  const deadline = performance.now() + patience;
  try {
    for (let pause = 250; ; pause = Math.min(pause * 2, 5_000)) {
      try {
        return sessionOf((await sts.send(command)).Credentials, role);
      } catch (error) {
        if (!isRefusal(error) || performance.now() + pause > deadline) throw error;
        await sleep(pause);
      }
    }
  } finally {
    sts.destroy();
  }
}

function sessionOf(credentials: Credentials | undefined, role: string): Session {
  if (!credentials?.AccessKeyId || !credentials.SecretAccessKey || !credentials.SessionToken) {
    throw new Error(`STS answered without credentials for ${role}`);
  }
  return {
    AWS_ACCESS_KEY_ID: credentials.AccessKeyId,
    AWS_SECRET_ACCESS_KEY: credentials.SecretAccessKey,
    AWS_SESSION_TOKEN: credentials.SessionToken,
  };
}
