import { StackNotFoundError } from '../state/backend.ts';
import type { DeploymentV3 } from '../state/checkpoint.ts';
import type { Project } from '../state/project.ts';
import type { SecretsManager } from '../state/secrets.ts';
import { openSecretsManager } from '../state/stack-secrets.ts';
import type { StackReference } from '../state/stack-reference.ts';
import { StackSettings } from '../state/stack-settings.ts';
import type { FlagValues } from './command.ts';
import type { CommandContext } from './context.ts';

/** The files of one existing stack. */
export interface StackFiles {
  stack: StackReference;
  project: Project;
  settings: StackSettings;
  /** Undefined before the first update. Secrets are encrypted. */
  deployment: DeploymentV3 | undefined;
  /** Opens the stack's secrets: derives a key, which takes a third of a second the first time. */
  secrets(): Promise<SecretsManager>;
}

/**
 * Reads the files of the stack that the flags name.
 * @throws StackNotFoundError
 * @throws CorruptCheckpointError naming the file
 */
export async function openStack(context: CommandContext, flags: FlagValues): Promise<StackFiles> {
  const stack = await context.stack(flags);
  const deployment = await context.backend.loadStack(stack);
  const { settings, project } = await openSettings(context, flags, stack);
  return {
    stack,
    project,
    settings,
    deployment,
    secrets: () => openSecretsManager(settings, deployment, context.env),
  };
}

/** Reads the settings of a stack, which must exist; its state is not read. */
export async function openSettings(
  context: CommandContext,
  flags: FlagValues,
  stack: StackReference,
): Promise<{ settings: StackSettings; project: Project }> {
  if (!(await context.backend.hasStack(stack))) throw new StackNotFoundError(stack.stack);
  const { project } = context;
  const file = flags['config-file'] as string | undefined;
  return { settings: await StackSettings.load(project, stack.stack, file), project };
}
