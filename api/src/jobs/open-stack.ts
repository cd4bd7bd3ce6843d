import { type ConfigMap, LocalWorkspace, type Stack } from '@pulumi/pulumi/automation/index.js';
import type { JobContext } from './context.ts';
import type { Deployment } from './deployment.ts';
import { runProgram } from './programs.ts';
import { orUnreadable } from './saved-state.ts';
import { type Environment, workspaceFor } from './workspace.ts';

/**
 * Opens a stack with its settings; one that does not exist yet is made in the backend, without a resource.
 * @throws JobFailure STATE_UNREADABLE
 */
export async function openStack(
  context: JobContext,
  deployment: Deployment,
  purpose: 'preview' | 'apply',
  environment: Environment,
): Promise<Stack> {
  const { config } = context;
  const { folder, stackName } = deployment;
  const { workDir, projectSettings, ...options } = await workspaceFor(context, folder, purpose, environment);
  const values: ConfigMap = { 'aws:region': { value: config.organization.homeRegion } };
  for (const [key, value] of Object.entries(deployment.settings)) values[key] = { value };
  return orUnreadable(async () => {
    const stack = await LocalWorkspace.createOrSelectStack(
      { projectName: projectSettings.name, stackName, program: () => runProgram(folder) },
      { workDir, projectSettings, ...options },
    );
    await stack.setAllConfig(values);
    return stack;
  });
}
