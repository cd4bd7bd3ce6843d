import type { ProcessOptions } from '../harness/processes.ts';
import type { StackTask } from '../processes/stack.ts';
import { plugins } from '../stack-runs/paths.ts';
import { runStack, type StackFolder } from '../stack-runs/run-stack.ts';
import type { StackSetting } from './organization.ts';

/** A new organization, and a folder for its stacks. */
export interface Place extends AsyncDisposable {
  readonly folder: StackFolder;
  readonly stacks: readonly StackSetting[];
}

/** Runs one operation on a stack of the product. */
export function operate(
  { folder }: Place,
  { name, settings, environment }: StackSetting,
  operation: 'preview' | 'up' | 'again',
  more: Partial<StackTask> = {},
  options: ProcessOptions = {},
) {
  return runStack(
    {
      operation: operation === 'preview' ? 'preview' : 'up',
      program: { module: import.meta.resolve(`@trailguard/stacks/${name}`), name: 'program', arguments: [] },
      project: `trailguard-${name}`,
      provider: plugins.aws,
      workDir: folder.workDir,
      backend: folder.backend,
      settings,
      environment,
      ...more,
    },
    options,
  );
}
