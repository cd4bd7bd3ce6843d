import './tracing/preload.ts';
import { build } from './app.ts';
import { type Config, readConfig } from './config.ts';
import { endProcess } from './end-process.ts';
import { checkParametersOf } from './jobs/audit-parameters.ts';
import { stopTracing } from './tracing/spans.ts';

/** Starts the service from its environment; at SIGTERM or SIGINT it drains and stops. */
async function main(): Promise<void> {
  const config = readConfig(process.env);
  await checkParametersOf(config);
  await requireEngine(config);
  const app = await build(config);
  const drainAndClose = async () => {
    await app.drain();
    await app.close();
    await stopTracing();
  };
  const stop = () => {
    drainAndClose().then(
      () => endProcess(0),
      () => endProcess(1),
    );
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
  // A parent that was killed cannot stop us; only a process that was forked has this event.
  process.once('disconnect', stop);
  const address = await app.listen({ host: config.host, port: config.port });
  // A parent that started us on port 0 learns the address.
  process.send?.({ address });
}

/** A service that runs jobs against AWS says that it has no CLI when it starts, not when the first job does. */
async function requireEngine({ mode, concurrency }: Config): Promise<void> {
  if (mode === 'sandbox' || concurrency === 0) return;
  const { openEngine } = await import('./jobs/engine.ts');
  await openEngine({ mode });
}

/** Faults of the set-up, whose message is for whoever runs the service; of all else the stack is wanted too. */
const isSetUpFault = (error: unknown) => ['ConfigError', 'NoPulumiCli'].includes((error as Error).name);

main().catch((error: unknown) => {
  process.stderr.write(`${isSetUpFault(error) ? (error as Error).message : (error as Error).stack}\n`);
  endProcess(1);
});
