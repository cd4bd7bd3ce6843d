import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const program = fileURLToPath(new URL('./run.ts', import.meta.url));

/** For `node --import`: says of each module that is loaded from where. */
const tellModules = `data:text/javascript,${encodeURIComponent(`
  import { writeSync } from 'node:fs';
  import { registerHooks } from 'node:module';
  registerHooks({ load: (url, context, next) => (writeSync(1, url + '\\n'), next(url, context)) });
`)}`;

it('says that a job has begun before it loads what jobs do, or the checker of a configuration', async () => {
  // Started by hand it has no configuration, and ends once it is loaded.
  const { modules, said } = await new Promise<{ modules: string[]; said: string }>((resolve) =>
    execFile(process.execPath, ['--import', tellModules, program], (_error, stdout, stderr) =>
      resolve({ modules: stdout.split('\n'), said: stderr }),
    ),
  );
  expect(said).toContain('usage: run.ts JOB-ID, forked by a process that sends the configuration');
  expect(modules.filter((url) => /\/(pg|jobs)\//.test(url)).length).toBeGreaterThan(10);
  expect(
    modules.filter((url) =>
      /\/(@pulumi|@aws-sdk|typebox|node-pg-migrate|packages|policy-pack|stacks)\//.test(url),
    ),
  ).toEqual([]);
});
