import { loadAll } from './core/loaded-late.ts';
import { Provider } from './core/provider.ts';
import { schemaOf } from './core/schema.ts';
import { serve } from './core/server.ts';
import { functions } from './functions/index.ts';
import { resources } from './resources/index.ts';

/** Version of `@pulumi/aws` whose argument types the resources are written against. */
const VERSION = '7.48.0';

/** How often the plugin looks whether the engine that started it is still there. */
const PARENT_CHECK_MILLISECONDS = 1_000;

/** Serves until the engine ends it. No top-level `await`: the Pulumi CLI loads this module with `require`. */
async function main(): Promise<void> {
  const server = await serve(new Provider(resources, functions, process.env), {
    version: VERSION,
    schema: async () => schemaOf(VERSION, await loadAll(resources), await loadAll(functions)),
  });
  // Nothing is open then, and it ends by itself. `process.exit` may wait for ever (nodejs/node issue 54918), as may what is
  // still asked of AWS, so an orphan, which nobody else ends, ends itself for good.
  const stop = () => void server.stop();
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) process.kill(process.pid, 'SIGKILL');
  }, PARENT_CHECK_MILLISECONDS).unref();
  // The engine reads the port from the first line of the standard output.
  process.stdout.write(`${server.port}\n`);
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
