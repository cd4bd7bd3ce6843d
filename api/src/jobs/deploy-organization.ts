import type { JobContext } from './context.ts';
import { openSession } from './credentials.ts';
import { deploy } from './deployment.ts';
import { organizationSettings } from './organization-settings.ts';

/** Name of the stacks that exist once for an organization. */
const StackName = 'organization';

/**
 * Brings the organization to its baseline. The order matters: a trail needs its bucket, and the delegated
 * administrator of GuardDuty is named by the management account.
 */
export async function deployOrganizationJob(context: JobContext): Promise<Record<string, unknown>> {
  const { config, job } = context;
  const { managementAccountId, logArchiveAccountId, securityAccountId } = config.organization;
  const parts = [
    ['log-archive', logArchiveAccountId],
    ['organization', managementAccountId],
    ['security', securityAccountId],
  ] as const;
  const stacks: Record<string, unknown> = {};
  for (const [folder, accountId] of parts) {
    context.signal.throwIfAborted();
    const { changes } = await deploy(context, {
      folder,
      stackName: StackName,
      settings: organizationSettings(config),
      environment: {
        preview: { ...(await openSession(config, 'preview', accountId, job.id)) },
        apply: { ...(await openSession(config, 'apply', accountId, job.id)) },
      },
    });
    stacks[folder] = { changes };
  }
  return { stacks };
}
