import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Answer, askProcess, type ProcessOptions } from '../harness/processes.ts';
import type { StackAnswer, StackTask } from '../processes/stack.ts';

/** A stack in folders of its own, that are removed in the end. */
export interface StackFolder extends AsyncDisposable {
  readonly workDir: string;
  readonly backend: string;
}

export async function stackFolder(): Promise<StackFolder> {
  const folder = await mkdtemp(join(tmpdir(), 'bench-stack-'));
  return {
    workDir: folder,
    backend: folder,
    async [Symbol.asyncDispose]() {
      await rm(folder, { recursive: true, force: true });
    },
  };
}

type Needed = 'operation' | 'program' | 'project' | 'provider' | 'workDir' | 'backend';

/** Runs one operation on a stack in a process of its own. What is left out is empty, and the engine ours. */
export function runStack(
  task: Pick<StackTask, Needed> & Partial<StackTask>,
  options: ProcessOptions = {},
): Promise<Answer<StackAnswer>> {
  return askProcess<StackAnswer>(
    'stack',
    {
      engine: 'embedded',
      imports: [],
      policyPacks: [],
      settings: {},
      environment: {},
      ...task,
    } satisfies StackTask,
    options,
  );
}
