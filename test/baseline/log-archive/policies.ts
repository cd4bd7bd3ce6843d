import { recordProgram } from '@trailguard/baseline/testing';
import type { ApplicablePolicies, AuthorizationRequest } from '@trailguard/sandbox/iam';
import { evaluate } from '@trailguard/sandbox/iam';
import { program } from '@trailguard/stacks/log-archive';

export const management = '111111111111';
export const archive = '222222222222';
export const security = '333333333333';
export const bucket = 'arn:aws:s3:::trailguard-logs-222222222222-us-east-1';
export const accessBucket = 'arn:aws:s3:::trailguard-access-logs-222222222222-us-east-1';
export const copyBucket = 'arn:aws:s3:::trailguard-logs-copy-222222222222-eu-west-1';
export const ourTrail = `arn:aws:cloudtrail:us-east-1:${management}:trail/trailguard-organization`;
export const ourKey = `arn:aws:kms:us-east-1:${archive}:key/1`;
const roleArn = (account: string, name: string) => `arn:aws:iam::${account}:role/${name}`;
export const analyst = roleArn(security, 'Analyst');
export const ownAnalyst = roleArn(archive, 'Analyst');
export const identityCenterReader = `arn:aws:iam::${security}:role/aws-reserved/sso.amazonaws.com/eu-west-1/AWSReservedSSO_Logs`;

type Principal = AuthorizationRequest['principal'];
type Context = Readonly<Record<string, string>>;

const all = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }],
});

/** The policies that the log-archive stack puts in place, with a copy and readers. */
export interface ArchivePolicies {
  /** By the ARN of the bucket. */
  readonly buckets: Readonly<Record<string, string>>;
  readonly logKey: string;
  readonly copyKey: string;
  readonly noticeKey: string;
  readonly topic: string;
  readonly breakGlass: string;
  readonly breakGlassTrust: string;
  readonly replication: string;
  readonly replicationTrust: string;
}

/** Runs the stack's own program and takes the policies out of what it declares. */
export async function archivePolicies(): Promise<ArchivePolicies> {
  const config = {
    organizationId: 'o-exampleorgid',
    managementAccountId: management,
    logArchiveAccountId: archive,
    securityAccountId: security,
    homeRegion: 'us-east-1',
    regions: '["us-east-1"]',
    logReaderRoleArns: JSON.stringify([analyst, ownAnalyst, `${identityCenterReader}_*`]),
    logCopyRegion: 'eu-west-1',
  };
  const recording = await recordProgram(program, {
    config: Object.fromEntries(Object.entries(config).map(([key, value]) => [`trailguard:${key}`, value])),
    calls: {
      'aws:index/getRegions:getRegions': () => ({ names: ['us-east-1'] }),
      'aws:index/getCallerIdentity:getCallerIdentity': () => ({
        arn: `arn:aws:sts::${archive}:assumed-role/OrganizationAccountAccessRole/test`,
      }),
    },
  });
  const text = (type: string, name: string, property = 'policy') =>
    String(recording.inputsOf(type, name)[property]);
  const buckets = recording.resources
    .filter(({ type }) => type === 'aws:s3/bucketPolicy:BucketPolicy')
    .map(({ inputs }) => [`arn:aws:s3:::${String(inputs.bucket)}`, String(inputs.policy)]);
  return {
    buckets: Object.fromEntries(buckets),
    logKey: text('aws:kms/key:Key', 'logs'),
    copyKey: text('aws:kms/key:Key', 'logs-copy'),
    noticeKey: text('aws:kms/key:Key', 'logs-removals'),
    topic: text('aws:sns/topicPolicy:TopicPolicy', 'logs-removals'),
    breakGlass: text('aws:iam/rolePolicy:RolePolicy', 'break-glass'),
    breakGlassTrust: text('aws:iam/role:Role', 'break-glass', 'assumeRolePolicy'),
    replication: text('aws:iam/rolePolicy:RolePolicy', 'logs'),
    replicationTrust: text('aws:iam/role:Role', 'logs', 'assumeRolePolicy'),
  };
}

/** Somebody, with what their account lets them do: everything, unless it says otherwise. */
export interface Actor {
  readonly principal: Principal;
  readonly identity: readonly string[];
  readonly context: Context;
}

const role = (arn: string, context: Context = {}, identity = [all]): Actor => ({
  principal: {
    kind: 'role',
    arn,
    sessionArn: `${arn.replace(':iam:', ':sts:').replace(':role/', ':assumed-role/')}/session`,
    accountId: arn.split(':')[4] ?? '',
  },
  identity,
  context: { 'aws:multifactorauthpresent': 'false', ...context },
});
const service = (name: string, sourceArn: string, context: Context = {}): Actor => ({
  principal: { kind: 'service', arn: name, service: name, accountId: '' },
  identity: [],
  context: { 'aws:sourcearn': sourceArn, ...context },
});
const withMfa = { 'aws:multifactorauthpresent': 'true' };

/** Everybody who may try something. */
export function actors(policies: ArchivePolicies) {
  const trail = (arn: string) => service('cloudtrail.amazonaws.com', arn);
  const breakGlass = roleArn(archive, 'TrailGuardBreakGlass');
  return {
    'our trail': trail(ourTrail),
    'another trail of the management account': trail(ourTrail.replace('organization', 'other')),
    'a trail of a member': trail(`arn:aws:cloudtrail:us-east-1:${security}:trail/trailguard-organization`),
    "another organization's trail": trail(
      'arn:aws:cloudtrail:us-east-1:999999999999:trail/trailguard-organization',
    ),
    'S3 for our bucket': service('s3.amazonaws.com', bucket, { 'aws:sourceaccount': archive }),
    "S3 for another's bucket": service('s3.amazonaws.com', 'arn:aws:s3:::other', {
      'aws:sourceaccount': '999999999999',
    }),
    'access logging of our bucket': service('logging.s3.amazonaws.com', bucket, {
      'aws:sourceaccount': archive,
    }),
    'access logging of another bucket': service('logging.s3.amazonaws.com', 'arn:aws:s3:::other', {
      'aws:sourceaccount': '999999999999',
    }),
    'a reader of the security account': role(analyst),
    'a reader of the archive account': role(ownAnalyst),
    'a reader of Identity Center': role(`${identityCenterReader}_0123456789abcdef`),
    'another role of the security account': role(roleArn(security, 'Other')),
    'a role of another customer': role(roleArn('999999999999', 'Analyst')),
    'an administrator of the management account': role(roleArn(management, 'Administrator')),
    'the deploy role': role(roleArn(archive, 'OrganizationAccountAccessRole')),
    'an administrator': role(roleArn(archive, 'Administrator')),
    'an administrator with MFA': role(roleArn(archive, 'Administrator'), withMfa),
    'a user with a long-term key': {
      principal: { kind: 'user', arn: `arn:aws:iam::${archive}:user/admin`, accountId: archive },
      identity: [all],
      context: {},
    },
    root: {
      principal: { kind: 'root', arn: `arn:aws:iam::${archive}:root`, accountId: archive },
      identity: [],
      context: {},
    },
    'root with MFA': {
      principal: { kind: 'root', arn: `arn:aws:iam::${archive}:root`, accountId: archive },
      identity: [],
      context: withMfa,
    },
    'break-glass': role(breakGlass, {}, [policies.breakGlass]),
    'break-glass with MFA': role(breakGlass, withMfa, [policies.breakGlass]),
    'the copying role': role(roleArn(archive, 'trailguard-log-replication'), {}, [policies.replication]),
    anyone: { principal: { kind: 'anonymous', arn: 'anonymous', accountId: '' }, identity: [], context: {} },
  } satisfies Record<string, Actor>;
}
export type ActorName = keyof ReturnType<typeof actors>;

/** Whether somebody may do something to something of the archive, by all policies that bear on it. */
export function may(
  actor: Actor,
  action: string,
  resource: string,
  resourcePolicy: string | undefined,
  context: Context = {},
): boolean {
  const request: AuthorizationRequest = {
    principal: actor.principal,
    action,
    resource,
    resourceAccountId: archive,
    context: Object.fromEntries(
      Object.entries({ 'aws:securetransport': 'true', ...actor.context, ...context }).map(([key, value]) => [
        key,
        [value],
      ]),
    ),
  };
  const applicable: ApplicablePolicies = {
    identity: actor.identity,
    ...(resourcePolicy === undefined ? {} : { resource: resourcePolicy }),
    serviceControl: [],
    resourceControl: [],
    blockPublicAccess: { restrictPublicBuckets: true },
  };
  return evaluate(request, applicable).allowed;
}
