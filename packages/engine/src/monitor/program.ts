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

/**
 * How long a program that has lost an exception may ask for nothing. In a process of its own it then ends as soon as Node.js has
 * nothing left to do; run inline, it waits for ever for the value that the exception took away.
 */
const lostLimitMs = 2_000;

/** Resources that a program registers while it runs. */
export class ProgramSource implements Source {
  readonly #options: ProgramOptions;
  #server: Server | undefined;
  #monitor: ResourceMonitor | undefined;
  #ended: Promise<unknown> = Promise.resolve();
  #release: () => void = () => {};
  #stop: () => void = () => {};
  #stopped = false;
  /** Set where the program will never end by itself. */
  #isLost = false;
  #watch: NodeJS.Timeout | undefined;

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
    return Promise.race([registered, ran, stopped, this.#lost()]);
  }

  stop(): void {
    this.#stopped = true;
    this.#stop();
  }

  /** Lets the program end, or ends its run, and closes what it spoke to. */
  async close(): Promise<void> {
    this.#release();
    clearInterval(this.#watch);
    if (!this.#stopped && !this.#isLost) await within(endLimitMs, this.#ended);
    this.#options.program.cancel();
    this.#server?.forceShutdown();
    this.#monitor?.close();
    // A program in a process of its own is gone before the command ends.
    if (this.#stopped) await within(endLimitMs, this.#ended);
  }

  /** Resolves once the program has lost an exception, which was reported, and waits for nothing that would come. */
  #lost(): Promise<false> {
    return new Promise((resolve) => {
      this.#watch = setInterval(() => {
        const quietMs = this.#monitor?.activity.quietMs ?? 0;
        if (!this.#options.hasUnhandledException() || quietMs < lostLimitMs) return;
        this.#isLost = true;
        resolve(false);
      }, lostLimitMs / 4);
    });
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
