import {
  AttachRolePolicyCommand,
  CreateRoleCommand,
  EntityAlreadyExistsException,
  IAMClient,
  type IAMClientConfig,
  PutRolePolicyCommand,
  UpdateAssumeRolePolicyCommand,
} from '@aws-sdk/client-iam';
import { GetCallerIdentityCommand, STSClient, type STSClientConfig } from '@aws-sdk/client-sts';
import { auditActions } from '@trailguard/audit';
import { partitionOf } from '@trailguard/controls';
import type { Config } from './config.ts';

/** What the service's roles are made from. */
type RoleSettings = Pick<Config, 'organization' | 'roles' | 'evidence'>;

/**
 * Makes the roles of the management account that the service's sessions start from: one that previews, one
 * that applies, one that audits, and one that reads log files where TRAILGUARD_LOG_READER_ROLE names one of
 * that account. Run once by an administrator; running it again mends what differs.
 *
 * Only the service may assume them, so a person's laptop cannot apply what no policy pack has judged.
 * @param options.serviceArn principal of the service; the administrator's own when left out.
 * @param options.client where and as whom to call AWS; the SDK's defaults when left out.
 * @returns the names of the roles.
 */
export async function bootstrapRoles(
  config: RoleSettings,
  options: { serviceArn?: string; client?: Pick<IAMClientConfig, 'endpoint' | 'credentials'> } = {},
): Promise<string[]> {
  const { homeRegion: region } = config.organization;
  const iam = new IAMClient({ region, ...options.client });
  const sts = new STSClient({ region, ...options.client } as STSClientConfig);
  try {
    const principal = options.serviceArn ?? (await sts.send(new GetCallerIdentityCommand({}))).Arn;
    const trust = document({ Effect: 'Allow', Principal: { AWS: principal }, Action: 'sts:AssumeRole' });
    const roles = rolesOf(config);
    for (const role of roles) await ensureRole(iam, role, trust);
    return roles.map(({ name }) => name);
  } finally {
    iam.destroy();
    sts.destroy();
  }
}

/** A role of the management account, as it must be. */
interface ServiceRole {
  readonly name: string;
  /** What its sessions do, as its description says it. */
  readonly does: string;
  /** ARN of AWS's managed policy. */
  readonly managedPolicyArn?: string;
  /** What it may do besides, or without one. */
  readonly statements: readonly object[];
}

function rolesOf(config: RoleSettings): readonly ServiceRole[] {
  const { roles, organization, evidence } = config;
  const partition = partitionOf(organization.homeRegion);
  const managed = (name: string) => `arn:${partition}:iam::aws:policy/${name}`;
  const assume = (name: string) => ({
    ...{ Effect: 'Allow', Action: 'sts:AssumeRole' },
    Resource: `arn:${partition}:iam::*:role/${name}`,
  });
  // An audit needs less than AWS's SecurityAudit gives: just what it calls.
  const audit = { Effect: 'Allow', Action: [...auditActions, ...verificationActions], Resource: '*' };
  const logReader = roleNameIn(organization.managementAccountId, evidence.logReaderRole);
  return [
    {
      ...{ name: roles.preview, does: 'preview' },
      ...{ managedPolicyArn: managed('ReadOnlyAccess'), statements: [assume(roles.preview)] },
    },
    {
      ...{ name: roles.apply, does: 'apply' },
      ...{ managedPolicyArn: managed('AdministratorAccess'), statements: [assume(roles.member)] },
    },
    { name: roles.audit, does: 'audit', statements: [audit, assume(roles.audit)] },
    ...(logReader === undefined
      ? []
      : [
          {
            name: logReader,
            does: 'read log files',
            statements: readLogs(partition, organization.logArchiveAccountId),
          },
        ]),
  ];
}

/** What finding out what to verify log files by takes besides; the files themselves are read by another role. */
const verificationActions = ['cloudtrail:ListPublicKeys'];

/**
 * Files of the log archive's account, and of no other; buckets and keys there say which.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-resourceaccount
 */
const readLogs = (partition: string, logArchiveAccountId: string) => [
  {
    ...{ Effect: 'Allow', Action: ['s3:GetBucketLocation', 's3:GetObject', 's3:ListBucket'], Resource: '*' },
    Condition: { StringEquals: { 'aws:ResourceAccount': logArchiveAccountId } },
  },
  {
    ...{ Effect: 'Allow', Action: 'kms:Decrypt' },
    Resource: `arn:${partition}:kms:*:${logArchiveAccountId}:key/*`,
  },
];

/** Name of a role by its ARN, if it is of an account and has no path. */
function roleNameIn(accountId: string, arn: string | null): string | undefined {
  const [, owner, name] = /^arn:[a-z-]+:iam::([0-9]{12}):role\/([^/]+)$/.exec(arn ?? '') ?? [];
  return owner === accountId ? name : undefined;
}

const document = (...Statement: readonly object[]) => JSON.stringify({ Version: '2012-10-17', Statement });

async function ensureRole(iam: IAMClient, role: ServiceRole, trust: string): Promise<void> {
  const { name: RoleName, managedPolicyArn: PolicyArn } = role;
  try {
    await iam.send(
      new CreateRoleCommand({
        RoleName,
        AssumeRolePolicyDocument: trust,
        Description: `Sessions of TrailGuard that ${role.does}`,
        MaxSessionDuration: 3600,
      }),
    );
  } catch (error) {
    if (!(error instanceof EntityAlreadyExistsException)) throw error;
    await iam.send(new UpdateAssumeRolePolicyCommand({ RoleName, PolicyDocument: trust }));
  }
  if (PolicyArn !== undefined) await iam.send(new AttachRolePolicyCommand({ RoleName, PolicyArn }));
  const PolicyDocument = document(...role.statements);
  await iam.send(new PutRolePolicyCommand({ RoleName, PolicyName: 'TrailGuard', PolicyDocument }));
}
