/** A sandbox organization in a process of its own, so that client and gateway do not share a thread. */
import { type SandboxOptions, startSandbox } from '@trailguard/sandbox';
import { answerBench } from '../harness/processes.ts';

export type SandboxTask = Pick<SandboxOptions, 'accountLimit' | 'delays' | 'regions' | 'stateDir'>;

/** Where it is and how to act in it. */
export interface SandboxAnswer {
  readonly endpoint: string;
  readonly organizationId: string;
  readonly rootId: string;
  readonly accounts: Readonly<Record<'management' | 'logArchive' | 'security', string>>;
  readonly environment: Readonly<Record<string, string>>;
}

let stop = async () => {};

answerBench(
  async (task: SandboxTask): Promise<SandboxAnswer> => {
    const sandbox = await startSandbox(task);
    stop = () => sandbox.stop();
    const { endpoint, organizationId, rootId, accounts, environment } = sandbox;
    return { endpoint, organizationId, rootId, accounts, environment };
  },
  () => stop(),
);
