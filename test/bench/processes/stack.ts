/** One operation on a stack in a process of its own, as the service runs its jobs. */
import { performance } from 'node:perf_hooks';
import type { LocalWorkspaceOptions, PulumiFn, Stack } from '@pulumi/pulumi/automation/index.js';
import { answerBench } from '../harness/processes.ts';

export type Operation = 'preview' | 'up' | 'destroy';

export interface StackTask {
  readonly operation: Operation;
  readonly engine: 'embedded' | 'cli';
  /** Module of the program, and the function in it that is the program. */
  readonly program: {
    readonly module: string;
    readonly name: string;
    readonly arguments: readonly unknown[];
  };
  /** Modules to load before that one. */
  readonly imports: readonly string[];
  readonly project: string;
  readonly provider: { readonly name: string; readonly path: string };
  readonly policyPacks: readonly string[];
  readonly workDir: string;
  /** Folder of the states. */
  readonly backend: string;
  readonly settings: Readonly<Record<string, string>>;
  readonly environment: Readonly<Record<string, string>>;
}

/** Times in milliseconds. */
export interface StackAnswer {
  /** Loading the SDK and the program's modules. */
  readonly importMs: number;
  /** From the program's begin to its end: it has constructed all its resources then. */
  readonly programMs: number;
  /** The whole operation, program included, imports not. */
  readonly operationMs: number;
  /** Resources by what happened to them. */
  readonly changes: Readonly<Record<string, number>>;
}

answerBench(async (task: StackTask): Promise<StackAnswer> => {
  const began = performance.now();
  const { LocalWorkspace } = await import('@pulumi/pulumi/automation/index.js');
  for (const each of task.imports) await import(each);
  const module = (await import(task.program.module)) as Record<string, (...args: unknown[]) => unknown>;
  const importMs = performance.now() - began;

  let programMs = 0;
  const program: PulumiFn = async () => {
    const start = performance.now();
    const outputs = await module[task.program.name]?.(...task.program.arguments);
    programMs = performance.now() - start;
    return outputs as Record<string, unknown>;
  };
  const stack = await LocalWorkspace.createOrSelectStack(
    { projectName: task.project, stackName: 'bench', program },
    await workspaceOptions(task),
  );
  await stack.setAllConfig(
    Object.fromEntries(Object.entries(task.settings).map(([key, value]) => [`trailguard:${key}`, { value }])),
  );
  const start = performance.now();
  const changes = await operate(stack, task);
  return { importMs, programMs, operationMs: performance.now() - start, changes };
});

async function workspaceOptions(task: StackTask): Promise<LocalWorkspaceOptions> {
  const options = {
    workDir: task.workDir,
    projectSettings: {
      name: task.project,
      runtime: { name: 'nodejs', options: { typescript: false } },
      plugins: { providers: [task.provider] },
    },
    envVars: {
      ...task.environment,
      PULUMI_BACKEND_URL: `file://${task.backend}`,
      PULUMI_CONFIG_PASSPHRASE: 'bench',
    },
  } as LocalWorkspaceOptions;
  if (task.engine === 'cli') return options;
  const { embeddedPulumi } = await import('@trailguard/engine');
  return { ...options, pulumiCommand: embeddedPulumi() };
}

async function operate(
  stack: Stack,
  { operation, policyPacks }: StackTask,
): Promise<Readonly<Record<string, number>>> {
  const policies = policyPacks.length === 0 ? {} : { policyPacks: [...policyPacks] };
  if (operation === 'preview') return (await stack.preview(policies)).changeSummary;
  const { summary } = operation === 'up' ? await stack.up(policies) : await stack.destroy();
  return (summary.resourceChanges ?? {}) as Record<string, number>;
}
