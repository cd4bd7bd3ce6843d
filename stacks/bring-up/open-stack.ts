import { join } from 'node:path';
import { LocalWorkspace, PulumiCommand, type Stack } from '@pulumi/pulumi/automation/index.js';
import type { PlannedStack } from './organization-file.ts';

/** Where stacks are and what runs them. */
export interface StackPlaces {
  /** Folder with a Pulumi project a stack, named as the stack. Default: the stacks of this package. */
  readonly projects?: string;
  /** Environment beside the process's own. */
  readonly environment?: Readonly<Record<string, string>>;
  /** What runs Pulumi's commands. Default: the `pulumi` CLI on PATH. */
  readonly pulumiCommand?: PulumiCommand;
}

/** Opens a stack with its credentials; makes it if there is none. */
function openStack(planned: PlannedStack, places: StackPlaces): Promise<Stack> {
  const { folder, name, profile, homeRegion } = planned;
  return LocalWorkspace.createOrSelectStack(
    { stackName: name, workDir: join(places.projects ?? join(import.meta.dirname, '..'), folder) },
    {
      ...(places.pulumiCommand === undefined ? {} : { pulumiCommand: places.pulumiCommand }),
      envVars: {
        AWS_REGION: homeRegion,
        ...places.environment,
        // Keys in the environment would win over the profile.
        ...(profile === undefined
          ? {}
          : {
              AWS_PROFILE: profile,
              AWS_ACCESS_KEY_ID: '',
              AWS_SECRET_ACCESS_KEY: '',
              AWS_SESSION_TOKEN: '',
            }),
      },
    },
  );
}

/** Opens stacks one at a time: the CLI notes the selected one of a project in a file that all of them share. */
export function openInTurn(places: StackPlaces): (planned: PlannedStack) => Promise<Stack> {
  let opening: Promise<unknown> = Promise.resolve();
  return (planned) => {
    const opened = opening.then(() => openStack(planned, places));
    opening = opened.catch(() => {});
    return opened;
  };
}

/** Sets the configuration of the file, and takes away what an earlier file had set. */
export async function configure(stack: Stack, config: Readonly<Record<string, string>>): Promise<void> {
  const before = Object.keys(await stack.getAllConfig());
  const stale = before.filter((key) => key.startsWith('trailguard:') && !(key in config));
  if (stale.length > 0) await stack.removeAllConfig(stale);
  await stack.setAllConfig(
    Object.fromEntries(Object.entries(config).map(([key, value]) => [key, { value }])),
  );
}

/** The `pulumi` CLI. @throws Error that tells how to get it. */
export async function pulumiOnPath(): Promise<PulumiCommand> {
  return PulumiCommand.get().catch((cause: Error) => {
    const what = cause.message.includes('ENOENT') ? 'is not on PATH' : `cannot be run: ${cause.message}`;
    throw new Error(`The pulumi CLI ${what}; install it: https://www.pulumi.com/docs/iac/download-install/`, {
      cause,
    });
  });
}
