import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { LocalWorkspace, Stack } from '@pulumi/pulumi/automation/index.js';
import type { JobContext } from '../src/jobs/context.ts';
import { organizationStackName, type OrganizationStack } from '../src/jobs/organization-stacks.ts';
import { workspaceFor } from '../src/jobs/workspace.ts';

/** Credentials of nobody: a backend of files asks for none. */
export const nobody = { AWS_ACCESS_KEY_ID: 'id', AWS_SECRET_ACCESS_KEY: 'key', AWS_SESSION_TOKEN: 'token' };

/** Keeps what the last update of a stack has left, as Pulumi would; opens the stack. */
export async function saveState(
  context: Pick<JobContext, 'config' | 'job'>,
  folder: OrganizationStack,
  deployment: { readonly resources: readonly object[]; readonly pending_operations?: readonly object[] },
): Promise<Stack> {
  const options = await workspaceFor(context, folder, 'apply', nobody);
  const stack = await Stack.createOrSelect(organizationStackName, await LocalWorkspace.create(options));
  const manifest = { time: '2026-01-01T00:00:00Z', magic: '', version: '' };
  const { pending_operations: pending, ...settled } = deployment;
  await stack.importStack({ version: 3, deployment: { manifest, ...settled } as never });
  if (pending !== undefined) await interrupt(context.config, folder, pending);
  return stack;
}

/** Leaves operations pending, as an update does that runs or was killed: an import drops them. */
async function interrupt(
  { backendUrl }: JobContext['config'],
  folder: OrganizationStack,
  pending: readonly object[],
): Promise<void> {
  const file = `${fileURLToPath(backendUrl)}/.pulumi/stacks/trailguard-${folder}/${organizationStackName}.json`;
  const saved = JSON.parse(await readFile(file, 'utf8'));
  saved.checkpoint.latest.pending_operations = pending;
  await writeFile(file, JSON.stringify(saved));
}
