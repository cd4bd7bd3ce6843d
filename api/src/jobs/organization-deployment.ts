import { LocalWorkspace, type OutputMap, StackNotFoundError } from '@pulumi/pulumi/automation/index.js';
import type { JobContext } from './context.ts';
import { openSession } from './credentials.ts';
import type { Deployment } from './deployment.ts';
import { fullAccess } from './full-access.ts';
import { organizationSettings } from './organization-settings.ts';
import { type OrganizationStack, organizationStackName } from './organization-stacks.ts';
import { otherTrails } from './other-trails.ts';
import { writeProfile } from './profiles.ts';
import { orUnreadable } from './saved-state.ts';
import { workspaceFor } from './workspace.ts';

/** Profile in which the organization's stack reaches the security account. */
const SecurityProfile = 'trailguard-security';

/** How a stack that exists once for an organization is deployed: its settings, and credentials of its account. */
export async function organizationDeployment(
  context: JobContext,
  folder: OrganizationStack,
): Promise<Deployment> {
  const { config, job } = context;
  const accountId = accountOf(context, folder);
  const target = { accountId: config.organization.securityAccountId };
  const environment = async (purpose: 'preview' | 'apply') => ({
    ...(await openSession(config, purpose, accountId, job.id)),
    ...(await writeProfile(context, SecurityProfile, target, purpose)),
  });
  return {
    id: folder,
    folder,
    stackName: organizationStackName,
    accountId,
    settings: {
      ...organizationSettings(config),
      ...(folder === 'organization' ? await settingsOfOrganization(context) : {}),
      ...(await fullAccess(context, accountId)),
    },
    environment: { preview: () => environment('preview'), apply: () => environment('apply') },
  };
}

function accountOf({ config }: JobContext, folder: OrganizationStack): string {
  const { logArchiveAccountId, managementAccountId, securityAccountId } = config.organization;
  return {
    'log-archive': logArchiveAccountId,
    organization: managementAccountId,
    security: securityAccountId,
  }[folder];
}

async function settingsOfOrganization(context: JobContext): Promise<Record<string, string>> {
  return {
    ...logKeySetting(await outputsOf(context, 'log-archive')),
    'trailguard:securityProfile': SecurityProfile,
    ...(await otherTrails(context)),
  };
}

/** The key that the archive has made; it makes none where Control Tower keeps the log files. */
function logKeySetting(outputs: OutputMap): Record<string, string> {
  const arn: unknown = outputs.logKeyArn?.value;
  return typeof arn === 'string' ? { 'trailguard:logKeyArn': arn } : {};
}

/**
 * What a stack of the organization gave when it was last applied; nothing before it ever was.
 * @throws JobFailure STATE_UNREADABLE
 */
export async function outputsOf(
  context: Pick<JobContext, 'config' | 'job'>,
  folder: OrganizationStack,
): Promise<OutputMap> {
  const { config, job } = context;
  const session = await openSession(config, 'preview', config.organization.managementAccountId, job.id);
  const workspace = await LocalWorkspace.create(await workspaceFor(context, folder, 'state', { ...session }));
  return orUnreadable(() => workspace.stackOutputs(organizationStackName).catch(noneOfAbsent));
}

function noneOfAbsent(error: unknown): OutputMap {
  if (!(error instanceof StackNotFoundError)) throw error;
  return {};
}
