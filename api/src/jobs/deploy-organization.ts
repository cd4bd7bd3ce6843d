import type { JobContext } from './context.ts';
import { awaitAuditRole, openSession } from './credentials.ts';
import { type Deployed, deploy } from './deployment.ts';
import { fullAccess } from './full-access.ts';
import { organizationSettings } from './organization-settings.ts';
import { type OrganizationStack, organizationStackName } from './organization-states.ts';
import { writeProfile } from './profiles.ts';
import { otherTrails } from './other-trails.ts';

/** Profile in which the organization's stack reaches the security account. */
const SecurityProfile = 'trailguard-security';

/**
 * Brings the organization to its baseline. The order matters: a trail needs its bucket and key, and the
 * delegated administrator of GuardDuty is named by the management account.
 */
export async function deployOrganizationJob(context: JobContext): Promise<Record<string, unknown>> {
  const { logArchiveAccountId, managementAccountId, securityAccountId } = context.config.organization;
  const archive = await deployPart(context, 'log-archive', logArchiveAccountId);
  const organization = await deployPart(context, 'organization', managementAccountId, {
    ...logKeySetting(archive),
    'trailguard:securityProfile': SecurityProfile,
    ...(await otherTrails(context)),
  });
  const security = await deployPart(context, 'security', securityAccountId);
  for (const id of [logArchiveAccountId, securityAccountId])
    await awaitAuditRole(context.config, id, context.job.id);
  return {
    stacks: {
      'log-archive': { changes: archive.changes },
      organization: { changes: organization.changes },
      security: { changes: security.changes },
    },
  };
}

/** The key that the archive has made; it makes none where Control Tower keeps the log files. */
function logKeySetting({ outputs }: Deployed): Record<string, string> {
  const arn: unknown = outputs.logKeyArn?.value;
  return typeof arn === 'string' ? { 'trailguard:logKeyArn': arn } : {};
}

async function deployPart(
  context: JobContext,
  folder: OrganizationStack,
  accountId: string,
  settings: Record<string, string> = {},
): Promise<Deployed> {
  const { config, job } = context;
  context.signal.throwIfAborted();
  const target = { accountId: config.organization.securityAccountId };
  const environment = async (purpose: 'preview' | 'apply') => ({
    ...(await openSession(config, purpose, accountId, job.id)),
    ...(await writeProfile(context, SecurityProfile, target, purpose)),
  });
  return deploy(context, {
    folder,
    stackName: organizationStackName,
    accountId,
    settings: { ...organizationSettings(config), ...settings, ...(await fullAccess(context, accountId)) },
    environment: { preview: () => environment('preview'), apply: await environment('apply') },
  });
}
