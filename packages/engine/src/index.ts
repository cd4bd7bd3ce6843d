import errors from '@pulumi/pulumi/automation/errors.js';
import type { PulumiCommand } from '@pulumi/pulumi/automation/index.js';
import { SemVer } from 'semver';
import { CommandContext } from './command/context.ts';
import { dispatch } from './command/dispatch.ts';
import { pulumiVersion } from './version.ts';

/** The SDK's own class of each failure is chosen by this function, which it does not declare. */
const { createCommandError } = errors as unknown as { createCommandError(result: CommandResult): Error };

/** What a command answers. */
interface CommandResult {
  stdout: string;
  stderr: string;
  code: number;
  /** The message of errors made from it. */
  toString(): string;
}

/** `PulumiCommand.run`, which the SDK calls but keeps out of its type declarations. */
type Run = (
  args: string[],
  cwd: string,
  env: Record<string, string>,
  onOutput?: (text: string) => void,
  onError?: (text: string) => void,
  signal?: AbortSignal,
) => Promise<CommandResult>;

/**
 * The engine in the place of the `pulumi` CLI: for `pulumiCommand` of the Automation API's workspaces.
 *
 * State is kept in the folder that `PULUMI_BACKEND_URL` names (`file://…`), provider plugins are taken from
 * `plugins.providers` of `Pulumi.yaml`. Variables given to the workspace stand over those of this process.
 * What the engine does not support fails at once, by its name.
 */
export function embeddedPulumi(): PulumiCommand {
  const run: Run = async (args, cwd, env, onOutput, onError, signal) => {
    const context = new CommandContext({ cwd, env: { ...process.env, ...env }, onOutput, onError, signal });
    const code = await dispatch(args, context);
    const { stdout, stderr } = context;
    const text = `code: ${code}\n stdout: ${stdout}\n stderr: ${stderr}\n`;
    const result: CommandResult = { stdout, stderr, code, toString: () => text };
    if (code !== 0) throw createCommandError(result);
    return result;
  };
  // The class has a private constructor: it is made by looking for the CLI on the PATH.
  return { command: 'pulumi', version: new SemVer(pulumiVersion), run } as unknown as PulumiCommand;
}
