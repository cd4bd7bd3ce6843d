import { PulumiCommand } from '@pulumi/pulumi/automation/index.js';
import type { Config } from '../config.ts';

/** What runs Pulumi programs, and the provider plugins that must not be the real ones. */
export interface Engine {
  readonly command: PulumiCommand;
  /** Entries of Pulumi.yaml's `plugins.providers`. */
  readonly providers: readonly { name: string; path: string }[];
}

/** The oldest pulumi CLI that the service has been seen to work with; a later major version is another tool. */
const OldestCliVersion = '3.259.0';

/** There is no Pulumi CLI that the service could use. The message tells how to get one. */
class NoPulumiCli extends Error {
  /** @param reason what was found instead */
  constructor(reason: string, options?: ErrorOptions) {
    super(
      `There is no pulumi CLI that the service can use: ${reason}. Install ${OldestCliVersion} or a newer ` +
        'release of version 3 (https://www.pulumi.com/docs/install/) so that `pulumi version` works for the ' +
        'user of this service, or set TRAILGUARD_MODE=sandbox to try things without an AWS account.',
      options,
    );
    this.name = 'NoPulumiCli';
  }
}

/**
 * The engine of this mode: the pulumi CLI on the PATH, or the sandbox's embedded one.
 * @throws NoPulumiCli
 */
export async function openEngine(config: Pick<Config, 'mode'>): Promise<Engine> {
  if (config.mode === 'sandbox') {
    const { sandboxEngine } = await import('../sandbox/engine.ts');
    return sandboxEngine();
  }
  return { command: await findCli(), providers: [] };
}

async function findCli(): Promise<PulumiCommand> {
  const command = await getCli();
  const { version } = command;
  const isNewEnough = version !== null && version.compare(OldestCliVersion) >= 0;
  if (!isNewEnough || version.major > 3) {
    throw new NoPulumiCli(`the one on the PATH is ${version ?? 'of no known version'}`);
  }
  return command;
}

async function getCli(): Promise<PulumiCommand> {
  try {
    // The SDK's own check is for a version of years ago; it is made here.
    return await PulumiCommand.get({ skipVersionCheck: true });
  } catch (cause) {
    throw new NoPulumiCli('`pulumi version` does not run', { cause });
  }
}
