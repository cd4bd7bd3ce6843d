import { Server } from '@grpc/grpc-js';
import resourceGrpc from '@pulumi/pulumi/proto/resource_grpc_pb.js';
import type { Reporter } from '../events/reporter.ts';
import type { ProviderRegistry } from '../plugins/registry.ts';
import { channelOptions, listen } from '../plugins/rpc.ts';
import type { Program, ProgramEnd } from '../program/program.ts';
import type { Deployment } from '../steps/deployment.ts';
import type { Source } from '../steps/source.ts';
import type { RunInfo } from './deployment-info.ts';
import { ResourceMonitor } from './monitor.ts';

/** How a program is run. */
export interface ProgramOptions extends RunInfo {
  program: Program;
  engineAddress: string;
  registry: ProviderRegistry;
  reporter: Reporter;
  /** Whether the program has reported an unhandled exception while it ran. */
  hasUnhandledException: () => boolean;
}

/** Time a program has to end once all is done. */
const endLimitMs = 10_000;

/** Resources that a program registers while it runs. */
export class ProgramSource implements Source {
  readonly #options: ProgramOptions;
  #server: Server | undefined;
  #monitor: ResourceMonitor | undefined;
  #ended: Promise<unknown> = Promise.resolve();
  #release: () => void = () => {};
  #stop: () => void = () => {};
  #stopped = false;

  constructor(options: ProgramOptions) {
    this.#options = options;
  }

  async run(deployment: Deployment): Promise<boolean> {
    // Canceled before it began: there is nothing yet that would tell it to stop.
    if (this.#stopped) return false;
    const { hasUnhandledException, registry } = this.#options;
    const stopped = new Promise<boolean>((resolve) => {
      this.#stop = () => resolve(false);
    });
    const released = new Promise<void>((resolve) => {
      this.#release = resolve;
    });
    const registered = new Promise<boolean>((resolve) => {
      const onComplete = () => {
        // A program that lost an exception has not said all it wants.
        resolve(!hasUnhandledException());
        return released;
      };
      this.#monitor = new ResourceMonitor(this.#options, deployment, registry, onComplete);
    });
    this.#server = new Server(channelOptions);
    this.#server.addService(resourceGrpc.ResourceMonitorService, this.#monitor?.implementation as never);
    const ran = this.#runProgram(await listen(this.#server));
    this.#ended = ran;
    return Promise.race([registered, ran, stopped]);
  }

  stop(): void {
    this.#stopped = true;
    this.#stop();
  }

  /** Lets the program end, or ends its run, and closes what it spoke to. */
  async close(): Promise<void> {
    this.#release();
    if (!this.#stopped) await within(endLimitMs, this.#ended);
    this.#options.program.cancel();
    this.#server?.forceShutdown();
    this.#monitor?.close();
    // A program in a process of its own is gone before the command ends.
    if (this.#stopped) await within(endLimitMs, this.#ended);
  }

  /** Resolves with whether the program ended well; reports why not. */
  async #runProgram(monitorAddress: string): Promise<boolean> {
    const { program, project, stack, preview, parallel, config, engineAddress } = this.#options;
    const end = await program
      .run({
        organization: 'organization',
        project,
        stack,
        dryRun: preview,
        parallel,
        monitorAddress,
        engineAddress,
        config: new Map([...config].map(([key, { value }]) => [key, value])),
        configSecretKeys: [...config].filter(([, { secret }]) => secret).map(([key]) => key),
      })
      .catch((error: Error): ProgramEnd => ({ error: error.message }));
    const { reporter, hasUnhandledException } = this.#options;
    if (end.error && !end.bail && !this.#stopped && !hasUnhandledException()) {
      reporter.error('', end.error);
    }
    return !end.error && !end.bail;
  }
}

async function within(limitMs: number, work: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, limitMs);
  });
  await Promise.race([work, limit]);
  clearTimeout(timer);
}
