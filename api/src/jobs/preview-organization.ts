import type { PolicyEvent } from '@pulumi/pulumi/automation/index.js';
import { type PreviewedStack, reportPreviews } from '@trailguard/policy-pack/state';
import { listReadyAccounts } from '../store/accounts.ts';
import { saveJobReport } from '../store/job-reports.ts';
import { accountDeployment } from './account-deployment.ts';
import { awsTime } from './aws-time.ts';
import type { JobContext } from './context.ts';
import type { Deployment } from './deployment.ts';
import { reasonOf } from './failure.ts';
import { openStack } from './open-stack.ts';
import { organizationDeployment } from './organization-deployment.ts';
import { organizationStacks } from './organization-stacks.ts';
import { policyPackFolder } from './programs.ts';

/**
 * Previews all stacks of the organization with the policy pack, one after the other, and keeps one report of them. A stack
 * that cannot be previewed stops no other: the report says so, and the job's result counts it.
 */
export async function previewOrganizationJob(context: JobContext): Promise<Record<string, unknown>> {
  const { config, db, job, signal } = context;
  const previews: PreviewedStack[] = [];
  const changes: Record<string, Record<string, number>> = {};
  for await (const { name, deployment } of deployments(context)) {
    signal.throwIfAborted();
    await context.step(`preview ${name}`);
    const preview = await previewOne(context, name, deployment);
    changes[name] = preview.changes;
    previews.push(preview);
    const { length: findings } = preview.policyEvents;
    context.event('previewed', {
      stack: name,
      changes: preview.changes,
      findings,
      ...(preview.error === undefined ? {} : { error: preview.error }),
    });
  }
  const at = await awsTime(config.organization.homeRegion);
  const report = reportPreviews(previews, at.toISOString());
  await saveJobReport(db, job.id, report);
  const unpreviewed = previews.filter(({ error }) => error !== undefined).map(({ name }) => name);
  return { stacks: previews.length, unpreviewed, changes, counts: report.counts };
}

interface Named {
  readonly name: string;
  readonly deployment: () => Promise<Deployment>;
}

async function* deployments(context: JobContext): AsyncGenerator<Named> {
  for (const folder of organizationStacks)
    yield { name: folder, deployment: () => organizationDeployment(context, folder) };
  for await (const account of listReadyAccounts(context.db))
    yield { name: `account ${account.name}`, deployment: () => accountDeployment(context, account) };
}

async function previewOne(
  context: JobContext,
  name: string,
  deployment: () => Promise<Deployment>,
): Promise<PreviewedStack & { changes: Record<string, number> }> {
  const policyEvents: PolicyEvent[] = [];
  const failures: string[] = [];
  try {
    const described = await deployment();
    const stack = await openStack(context, described, 'preview', await described.environment.preview());
    const { changeSummary } = await stack.preview({
      policyPacks: [policyPackFolder()],
      onEvent: ({ policyEvent, diagnosticEvent }) => {
        if (policyEvent !== undefined) policyEvents.push(policyEvent);
        if (diagnosticEvent?.severity === 'error') failures.push(diagnosticEvent.message.trim());
      },
      signal: context.signal,
    });
    return { name, policyEvents, changes: { ...changeSummary } as Record<string, number> };
  } catch (cause) {
    context.signal.throwIfAborted();
    // A violation that blocks ends a preview as a failure does; then the pack has said all that there is to say.
    const said = failures.filter((failure) => failure !== '' && failure !== 'preview failed');
    const isBlocked = said.length === 0 && policyEvents.some(isMandatory);
    return {
      name,
      policyEvents,
      changes: {},
      ...(isBlocked ? {} : { error: said.join('; ') || reasonOf(cause) }),
    };
  }
}

const isMandatory = ({ enforcementLevel }: PolicyEvent) => enforcementLevel === 'mandatory';
