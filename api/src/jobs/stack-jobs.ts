import { latestApproval } from '../store/approvals.ts';
import { accountDeployment } from './account-deployment.ts';
import { bind } from './binding.ts';
import type { JobContext } from './context.ts';
import { type Deployment, deploy, onSettled, reapply } from './deployment.ts';
import { destroyStack } from './destroy.ts';
import { findDrift } from './drift.ts';
import { openStack } from './open-stack.ts';
import { organizationDeployment } from './organization-deployment.ts';
import { isOrganizationStack } from './organization-stacks.ts';
import { previewPlan } from './preview.ts';
import { accountOf } from './provision-account.ts';
import { recordState } from './recorded-state.ts';
import { refresh } from './refresh.ts';

/** The stack that a job is about: one of the organization, or an account's. */
async function deploymentOf(context: JobContext): Promise<Deployment> {
  const { stack } = context.job.input;
  if (stack === undefined) return accountDeployment(context, await accountOf(context));
  if (!isOrganizationStack(stack)) throw new Error(`job ${context.job.id} names no stack`);
  return organizationDeployment(context, stack);
}

/** Previews one stack with the policy pack, and changes nothing in AWS. */
export async function previewStackJob(context: JobContext): Promise<Record<string, unknown>> {
  const deployment = await deploymentOf(context);
  await context.step(`preview ${deployment.folder}`);
  const environment = await deployment.environment.preview();
  const stack = await openStack(context, deployment, 'preview', environment);
  const before = await bind(stack, context.config);
  const { changes, blackouts, advice, binding } = await previewPlan(context, deployment, {
    stack,
    environment,
    before,
  });
  return { changes, blackouts, advice, binding };
}

/** Brings one stack to what its program says. */
export async function updateStackJob(context: JobContext): Promise<Record<string, unknown>> {
  const { changes } = await deploy(context, await deploymentOf(context));
  return { changes };
}

/** Takes into a stack's state how things really are. */
export async function refreshStackJob(context: JobContext): Promise<Record<string, unknown>> {
  const deployment = await deploymentOf(context);
  const { folder } = deployment;
  return onSettled(context, deployment, async (stack) => {
    await context.step(`refresh ${folder}`);
    try {
      const { resourceChanges } = await refresh(context, stack);
      return { changes: { ...resourceChanges } };
    } finally {
      await recordState(context, deployment, stack);
    }
  });
}

/** Finds what somebody has changed beside the programs, and puts it back where that was asked for: always by approval. */
export async function detectDriftJob(context: JobContext): Promise<Record<string, unknown>> {
  const { db, job } = context;
  const deployment = await deploymentOf(context);
  const asked = await latestApproval(db, job.id, `${deployment.folder} ${deployment.stackName}`);
  // Who has approved has seen the drift; the state says by now how things are, so that it would show none.
  const drift = asked === undefined ? await findDrift(context, deployment) : [];
  if (job.input.reapply !== true || (drift.length === 0 && asked === undefined)) return { drift };
  const { changes } = await reapply(context, deployment);
  return { drift, changes };
}

/** Takes away all that a stack has made; always by approval, and never what exceptions do not allow to be lost. */
export async function destroyStackJob(context: JobContext): Promise<Record<string, unknown>> {
  return destroyStack(context, await deploymentOf(context));
}
