import { build } from './app.ts';
import { ConfigError, readConfig } from './config.ts';

/** Starts the service from its environment and stops it gracefully at SIGTERM or SIGINT. */
async function main(): Promise<void> {
  const config = readConfig(process.env);
  const app = await build(config);
  const stop = () => {
    app.close().then(
      () => process.exit(0),
      () => process.exit(1),
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

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof ConfigError ? error.message : (error as Error).stack}\n`);
  process.exit(1);
});
