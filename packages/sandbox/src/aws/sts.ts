import { createHash, randomBytes } from 'node:crypto';
import type { Session, StsState } from '../gateway/callers.ts';
import type { Principals } from '../policy/principals.ts';
import type { Call } from './call.ts';
import { AwsError } from './error.ts';
import type { SandboxContext, Service } from './service.ts';

/** Sessions that ended longer ago than this are forgotten. */
const forgetAfterMilliseconds = 24 * 3_600_000;

/**
 * Temporary credentials. moto gives them out for any ARN; here the trust policy has been evaluated before a
 * handler runs, and the role must exist.
 * https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html
 */
export function stsService(principals: Principals): Service {
  return {
    name: 'sts',
    operations: {
      AssumeRole: (call, sandbox) => assumeRole(call, sandbox, principals),
      GetCallerIdentity: (call) => getCallerIdentity(call, principals),
      GetSessionToken: getSessionToken,
      GetAccessKeyInfo: getAccessKeyInfo,
    },
  };
}

/** Sessions of the sandbox. */
export function stsState(): StsState {
  return { sessions: {}, policies: {} };
}

async function assumeRole(call: Call, sandbox: SandboxContext, principals: Principals): Promise<object> {
  const input = call.input as {
    RoleArn: string;
    RoleSessionName: string;
    DurationSeconds?: number;
    Policy?: string;
    PolicyArns?: { arn?: string }[];
  };
  const { RoleArn: roleArn, RoleSessionName: sessionName } = input;
  if (!/^[\w+=,.@-]{2,64}$/.test(sessionName ?? '')) {
    throw new AwsError(
      'ValidationError',
      `1 validation error detected: Value '${sessionName}' at 'roleSessionName' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\w+=,.@-]* and have a length of 2 to 64`,
    );
  }
  const [, , , , accountId = '', ...rest] = roleArn.split(':');
  const roleName = rest.join(':').split('/').at(-1) ?? '';
  const role = await principals.role(accountId, roleName);
  if (!role || role.arn !== roleArn) throw cannotAssume(call, roleArn);
  const limit = call.caller.kind === 'assumed-role' ? 3600 : role.maxSessionDuration;
  const duration = input.DurationSeconds ?? 3600;
  if (duration < 900 || duration > limit) {
    // Role chaining is limited to an hour: https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles.html#iam-term-role-chaining
    const reason =
      call.caller.kind === 'assumed-role'
        ? 'The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining.'
        : 'The requested DurationSeconds exceeds the MaxSessionDuration set for this role.';
    throw new AwsError('ValidationError', duration < 900 ? 'DurationSeconds must be at least 900' : reason);
  }
  const narrowed = input.Policy !== undefined || (input.PolicyArns?.length ?? 0) > 0;
  const sessionPolicies = input.Policy === undefined ? [] : [input.Policy];
  for (const { arn = '' } of input.PolicyArns ?? []) {
    const document = await principals.managedPolicy(accountId, arn);
    if (document === undefined)
      throw new AwsError('MalformedPolicyDocument', `The policy ${arn} does not exist`);
    sessionPolicies.push(document);
  }
  if (sessionPolicies.some((policy) => policy.length > 100_000) || (input.Policy?.length ?? 0) > 2048) {
    throw new AwsError('PackedPolicyTooLarge', 'The session policy is larger than 2048 characters');
  }
  const mfa = await checkMfa(call, sandbox);
  const arn = `arn:aws:sts::${accountId}:assumed-role/${roleName}/${sessionName}`;
  const { servicePrincipal, sourceArn } = call.caller;
  const caller: Session['caller'] = {
    accountId,
    arn,
    kind: 'assumed-role',
    roleArn,
    sessionName,
    mfa,
    ...(servicePrincipal === 'lambda.amazonaws.com' && sourceArn !== undefined
      ? { sourceFunctionArn: sourceArn }
      : {}),
  };
  const session = openSession(sandbox, duration, caller, narrowed ? sessionPolicies : undefined);
  return {
    Credentials: credentials(session),
    AssumedRoleUser: { AssumedRoleId: `${role.id}:${sessionName}`, Arn: arn },
    ...(narrowed ? { PackedPolicySize: Math.ceil(((input.Policy?.length ?? 0) / 2048) * 100) } : {}),
  };
}

function cannotAssume(call: Call, roleArn: string): AwsError {
  return new AwsError(
    'AccessDenied',
    `User: ${call.caller.arn} is not authorized to perform: sts:AssumeRole on resource: ${roleArn}`,
    403,
  );
}

async function getCallerIdentity(call: Call, principals: Principals): Promise<object> {
  const { caller } = call;
  return { UserId: await principals.userId(caller), Account: caller.accountId, Arn: caller.arn };
}

/** Not for sessions: https://docs.aws.amazon.com/STS/latest/APIReference/API_GetSessionToken.html */
async function getSessionToken(call: Call, sandbox: SandboxContext): Promise<object> {
  if (call.caller.kind === 'assumed-role') {
    throw new AwsError('AccessDenied', 'Cannot call GetSessionToken with session credentials', 403);
  }
  const { DurationSeconds: duration = 43_200 } = call.input as { DurationSeconds?: number };
  const { accessKeyId: _, ...caller } = call.caller;
  const mfa = await checkMfa(call, sandbox);
  return { Credentials: credentials(openSession(sandbox, duration, { ...caller, mfa })) };
}

/**
 * Whether the call brings the code of an MFA device of its user. Any six digits are a code.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_mfa_configure-api-require.html
 */
async function checkMfa({ caller, input, region }: Call, sandbox: SandboxContext): Promise<boolean> {
  const { SerialNumber: serial, TokenCode: code } = input as { SerialNumber?: string; TokenCode?: string };
  if (serial === undefined && code === undefined) return false;
  const refused = new AwsError(
    'AccessDenied',
    'MultiFactorAuthentication failed, unable to validate MFA code.  Please verify your MFA serial number is valid and associated with this user.',
    403,
  );
  if (caller.kind !== 'user' || serial === undefined || !/^[0-9]{6}$/.test(code ?? '')) throw refused;
  const UserName = caller.arn.split('/').at(-1);
  const { MFADevices: devices = [] } = (await sandbox.inspect(
    caller.accountId,
    region,
    'iam',
    'ListMFADevices',
    {
      UserName,
    },
  )) as { MFADevices?: { SerialNumber?: string }[] };
  if (!devices.some(({ SerialNumber }) => SerialNumber === serial)) throw refused;
  return true;
}

function getAccessKeyInfo(call: Call, sandbox: SandboxContext): object {
  const { AccessKeyId: id = '' } = call.input as { AccessKeyId?: string };
  const session = sandbox.state('sts', stsState).sessions[id];
  if (session) return { Account: session.caller.accountId };
  if (id === call.caller.accessKeyId) return { Account: call.caller.accountId };
  throw new AwsError('ValidationError', `The access key ${id} is not known`);
}

function openSession(
  sandbox: SandboxContext,
  seconds: number,
  caller: Session['caller'],
  sessionPolicies?: readonly string[],
): Session & { accessKeyId: string } {
  const state = sandbox.state('sts', stsState);
  const now = Date.now();
  forgetSessions(state, now - forgetAfterMilliseconds);
  const accessKeyId = `ASIA${base32(16)}`;
  const session: Session = {
    secretAccessKey: randomBytes(30).toString('base64'),
    sessionToken: randomBytes(192).toString('base64'),
    expiration: new Date(now + seconds * 1000).toISOString(),
    caller,
    ...(sessionPolicies ? { policies: sessionPolicies.map((text) => keepPolicy(state, text)) } : {}),
  };
  state.sessions[accessKeyId] = session;
  return { ...session, accessKeyId };
}

/** Forgets sessions that ended before a time, and the policies that only they had. */
function forgetSessions(state: StsState, endedBefore: number): void {
  const ended = Object.entries(state.sessions).filter(
    ([, { expiration }]) => Date.parse(expiration) < endedBefore,
  );
  if (ended.length === 0) return;
  for (const [id] of ended) delete state.sessions[id];
  const used = new Set(Object.values(state.sessions).flatMap(({ policies = [] }) => policies));
  state.policies = Object.fromEntries(Object.entries(state.policies ?? {}).filter(([id]) => used.has(id)));
}

/** Keeps a session policy's text once. @returns its digest */
function keepPolicy(state: StsState, text: string): string {
  const digest = createHash('sha256').update(text).digest('hex');
  state.policies = { ...state.policies, [digest]: text };
  return digest;
}

function credentials(session: Session & { accessKeyId: string }): object {
  return {
    AccessKeyId: session.accessKeyId,
    SecretAccessKey: session.secretAccessKey,
    SessionToken: session.sessionToken,
    Expiration: session.expiration,
  };
}

function base32(length: number): string {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
  return Array.from(randomBytes(length), (byte) => alphabet[byte % 32]).join('');
}
