import { join } from 'node:path';
import { LocalWorkspace, PulumiCommand, type Stack } from '@pulumi/pulumi/automation/index.js';
import type { PlannedStack } from './organization-file.ts';

/** How an organization is brought up. */
export interface BringUpOptions {
  /** Shows what would change, and changes nothing. Default: false. */
  readonly preview?: boolean;
  /** Accounts at a time; AWS itself creates few at once. Default: 4. */
  readonly parallel?: number;
  /** Folder with a Pulumi project a stack, named as the stack. Default: the stacks of this package. */
  readonly projects?: string;
  /** Environment beside the process's own. */
  readonly environment?: Readonly<Record<string, string>>;
  /** What runs Pulumi's commands. Default: the `pulumi` CLI on PATH. */
  readonly pulumiCommand?: PulumiCommand;
  /** Is told each step in a line. */
  readonly report: (line: string) => void;
}

/**
 * Brings the stacks of an organization up, in their order, each with its own credentials. A stack that fails stops
 * those that build on it; an account that fails stops no other account. What was done stays done: run it again.
 * @throws one error that names every stack that failed and those that were not tried.
 */
export async function bringUp(plan: readonly PlannedStack[], options: BringUpOptions): Promise<void> {
  const pulumiCommand = options.pulumiCommand ?? (await pulumiOnPath());
  // One stack of a project is opened at a time: the CLI notes the selected one in a file that all of them share.
  let opening: Promise<unknown> = Promise.resolve();
  const open = (planned: PlannedStack): Promise<Stack> => {
    const opened = opening.then(() => openStack(planned, { ...options, pulumiCommand }));
    opening = opened.catch(() => {});
    return opened;
  };
  const run = async (planned: PlannedStack) => {
    const { folder, name, profile } = planned;
    const who = profile === undefined ? 'credentials of the environment' : `profile ${profile}`;
    options.report(`${folder} ${name}: ${options.preview ? 'preview' : 'up'} with ${who}`);
    const changes = await runStack(await open(planned), planned, options);
    options.report(`${folder} ${name}: ${describeChanges(changes)}`);
  };

  const shared = plan.filter(({ folder }) => folder !== 'account');
  for (const [index, planned] of shared.entries()) {
    try {
      await run(planned);
    } catch (error) {
      const untried = plan.slice(index + 1).map(({ folder, name }) => `${folder} ${name}`);
      throw new Error(
        `${failure(planned, error)}${untried.length > 0 ? `\nNot tried: ${listed(untried)}` : ''}`,
        { cause: error },
      );
    }
  }

  const failures: string[] = [];
  await inParallel(plan.slice(shared.length), options.parallel ?? 4, async (planned) => {
    try {
      await run(planned);
    } catch (error) {
      options.report(`${planned.folder} ${planned.name}: failed`);
      failures.push(failure(planned, error));
    }
  });
  if (failures.length > 0) throw new Error(failures.join('\n\n'));
}

type Changes = Readonly<Record<string, number>>;

async function runStack(
  stack: Stack,
  { config }: PlannedStack,
  { preview }: BringUpOptions,
): Promise<Changes> {
  await configure(stack, config);
  if (preview) return (await stack.preview()).changeSummary;
  return (await stack.up()).summary.resourceChanges ?? {};
}

function openStack(planned: PlannedStack, options: BringUpOptions): Promise<Stack> {
  const { folder, name, profile, homeRegion } = planned;
  return LocalWorkspace.createOrSelectStack(
    { stackName: name, workDir: join(options.projects ?? join(import.meta.dirname, '..'), folder) },
    {
      ...(options.pulumiCommand === undefined ? {} : { pulumiCommand: options.pulumiCommand }),
      envVars: {
        AWS_REGION: homeRegion,
        ...options.environment,
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

/** Sets the configuration of the file, and takes away what an earlier file had set. */
async function configure(stack: Stack, config: Readonly<Record<string, string>>): Promise<void> {
  const before = Object.keys(await stack.getAllConfig());
  const stale = before.filter((key) => key.startsWith('trailguard:') && !(key in config));
  if (stale.length > 0) await stack.removeAllConfig(stale);
  await stack.setAllConfig(
    Object.fromEntries(Object.entries(config).map(([key, value]) => [key, { value }])),
  );
}

async function pulumiOnPath(): Promise<PulumiCommand> {
  return PulumiCommand.get().catch((cause: Error) => {
    const what = cause.message.includes('ENOENT') ? 'is not on PATH' : `cannot be run: ${cause.message}`;
    throw new Error(`The pulumi CLI ${what}; install it: https://www.pulumi.com/docs/iac/download-install/`, {
      cause,
    });
  });
}

async function inParallel<T>(
  items: readonly T[],
  limit: number,
  work: (item: T) => Promise<void>,
): Promise<void> {
  const waiting = items.values();
  const worker = async () => {
    for (const item of waiting) await work(item);
  };
  await Promise.all(Array.from({ length: Math.min(limit, items.length) }, worker));
}

function describeChanges(changes: Changes): string {
  const counted = Object.entries(changes).map(([operation, count]) => `${count} ${operation}`);
  return counted.length === 0 ? 'nothing to do' : counted.join(', ');
}

function failure({ folder, name, profile }: PlannedStack, error: unknown): string {
  const who = profile === undefined ? '' : ` with profile ${profile}`;
  return `${folder} ${name} failed${who}: ${(error as Error).message}`;
}

function listed(names: readonly string[]): string {
  return names.length > 5 ? `${names.slice(0, 5).join(', ')} and ${names.length - 5} more` : names.join(', ');
}
