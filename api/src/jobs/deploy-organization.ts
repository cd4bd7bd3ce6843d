import type { JobContext } from './context.ts';
import { awaitAuditRole } from './credentials.ts';
import { deploy } from './deployment.ts';
import { organizationDeployment } from './organization-deployment.ts';
import { organizationStacks } from './organization-stacks.ts';

/**
 * Brings the organization to its baseline. The order matters: a trail needs its bucket and key, and the
 * delegated administrator of GuardDuty is named by the management account.
 */
export async function deployOrganizationJob(context: JobContext): Promise<Record<string, unknown>> {
  const stacks: Record<string, { changes: Readonly<Record<string, number>> }> = {};
  for (const folder of organizationStacks) {
    context.signal.throwIfAborted();
    const { changes } = await deploy(context, await organizationDeployment(context, folder));
    stacks[folder] = { changes };
  }
  const { logArchiveAccountId, securityAccountId } = context.config.organization;
  for (const id of [logArchiveAccountId, securityAccountId])
    await awaitAuditRole(context.config, id, context.job.id);
  return { stacks };
}
