import { PulumiCommand } from '@pulumi/pulumi/automation/index.js';
import type { Config } from '../config.ts';

/** What runs Pulumi programs, and the provider plugins that must not be the real ones. */
export interface Engine {
  readonly command: PulumiCommand;
  /** Entries of Pulumi.yaml's `plugins.providers`. */
  readonly providers: readonly { name: string; path: string }[];
}

/**
 * The engine of this mode: the pulumi CLI on the PATH, or the sandbox's embedded one.
 * @throws Error telling how to get the CLI when it is missing or too old.
 */
export async function openEngine(config: Config): Promise<Engine> {
  if (config.mode === 'sandbox') {
    const { sandboxEngine } = await import('../sandbox/engine.ts');
    return sandboxEngine();
  }
  try {
    return { command: await PulumiCommand.get(), providers: [] };
  } catch (cause) {
    throw new Error(
      'The pulumi CLI is missing or too old. Install it (https://www.pulumi.com/docs/install/) so that `pulumi version` works for the user of this service, or set TRAILGUARD_MODE=sandbox to try things without an AWS account.',
      { cause },
    );
  }
}
