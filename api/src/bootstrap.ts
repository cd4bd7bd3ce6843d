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
import type { Purpose } from './jobs/credentials.ts';

/**
 * Makes the roles of the management account that the service's sessions start from: one that previews, one
 * that applies, one that audits. Run once by an administrator; running it again mends what differs.
 *
 * Only the service may assume them, so a person's laptop cannot apply what no policy pack has judged.
 * @param options.serviceArn principal of the service; the administrator's own when left out.
 * @param options.client where and as whom to call AWS; the SDK's defaults when left out.
 */
export async function bootstrapRoles(
  config: Pick<Config, 'organization' | 'roles'>,
  options: { serviceArn?: string; client?: Pick<IAMClientConfig, 'endpoint' | 'credentials'> } = {},
): Promise<void> {
  const { homeRegion: region } = config.organization;
  const iam = new IAMClient({ region, ...options.client });
  const sts = new STSClient({ region, ...options.client } as STSClientConfig);
  try {
    const principal = options.serviceArn ?? (await sts.send(new GetCallerIdentityCommand({}))).Arn;
    const trust = JSON.stringify({
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Principal: { AWS: principal }, Action: 'sts:AssumeRole' }],
    });
    for (const purpose of ['preview', 'apply', 'audit'] as const)
      await ensureRole(iam, config, purpose, trust);
  } finally {
    iam.destroy();
    sts.destroy();
  }
}

/** AWS's managed policy of a role. An audit needs less than AWS's SecurityAudit gives: just what it calls. */
const managedPolicies: Partial<Record<Purpose, string>> = {
  preview: 'ReadOnlyAccess',
  apply: 'AdministratorAccess',
};

/** What finding out what to verify log files by takes besides; the files themselves are read by another role. */
const verificationActions = ['cloudtrail:ListPublicKeys'];

async function ensureRole(
  iam: IAMClient,
  config: Pick<Config, 'organization' | 'roles'>,
  purpose: Purpose,
  trust: string,
): Promise<void> {
  const { roles } = config;
  const partition = partitionOf(config.organization.homeRegion);
  const RoleName = roles[purpose];
  try {
    await iam.send(
      new CreateRoleCommand({
        RoleName,
        AssumeRolePolicyDocument: trust,
        Description: `Sessions of TrailGuard that ${purpose}`,
        MaxSessionDuration: 3600,
      }),
    );
  } catch (error) {
    if (!(error instanceof EntityAlreadyExistsException)) throw error;
    await iam.send(new UpdateAssumeRolePolicyCommand({ RoleName, PolicyDocument: trust }));
  }
  const managedPolicy = managedPolicies[purpose];
  if (managedPolicy !== undefined) {
    const PolicyArn = `arn:${partition}:iam::aws:policy/${managedPolicy}`;
    await iam.send(new AttachRolePolicyCommand({ RoleName, PolicyArn }));
  }
  const memberRole = purpose === 'apply' ? roles.member : roles[purpose];
  await iam.send(
    new PutRolePolicyCommand({
      RoleName,
      PolicyName: 'TrailGuard',
      PolicyDocument: JSON.stringify({
        Version: '2012-10-17',
        Statement: [
          ...(purpose === 'audit'
            ? [{ Effect: 'Allow', Action: [...auditActions, ...verificationActions], Resource: '*' }]
            : []),
          {
            Effect: 'Allow',
            Action: 'sts:AssumeRole',
            Resource: `arn:${partition}:iam::*:role/${memberRole}`,
          },
        ],
      }),
    }),
  );
}
