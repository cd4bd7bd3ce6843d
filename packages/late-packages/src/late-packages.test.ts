import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';

/**
 * A program's process: which packages it has loaded with the SDK, and what the SDK makes of a function, of
 * a folder's tree of packages and of a package's description.
 */
const program = `
  import { createRequire } from 'node:module';
  import * as pulumi from '@pulumi/pulumi';
  const sdk = createRequire(import.meta.resolve('@pulumi/pulumi'));
  const isLoaded = (name) => Array.isArray(sdk.cache[sdk.resolve(name)]?.children);
  const names = ['typescript', '@npmcli/arborist', 'normalize-package-data'];
  const before = names.filter(isLoaded);
  const limit = 3;
  const { text } = await pulumi.runtime.serializeFunction((count) => count > limit);
  const { Arborist } = sdk('@npmcli/arborist');
  const description = { name: 'program', version: '1.0.0', repository: 'pulumi/pulumi' };
  sdk('normalize-package-data')(description);
  console.log(JSON.stringify({
    before,
    after: names.filter(isLoaded),
    made: { text, tree: new Arborist({ path: '/program' }).path, description, script: sdk('typescript').ScriptKind.TS },
  }));
`;

async function run(...nodeOptions: string[]) {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [...nodeOptions, '--input-type=module', '--eval', program],
    { cwd: import.meta.dirname },
  );
  return JSON.parse(stdout);
}

it('leaves packages to their first use, and changes nothing of what they do', async () => {
  const [late, plain] = await Promise.all([
    run('--import', import.meta.resolve('./late-packages.ts')),
    run(),
  ]);
  expect(late.before).toEqual([]);
  expect(plain.before).toHaveLength(3);
  expect(late.after).toEqual(plain.after);
  expect(late.made).toEqual(plain.made);
  expect(late.made.text).toContain('limit');
});
