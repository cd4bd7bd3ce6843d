import { appendFile, cp, mkdir, symlink, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Folder of the repository. */
const root = join(import.meta.dirname, '../..');

/** Folder of the policy pack, built. */
export const policyPack = join(root, 'policy-pack');

/** Folder of the sandbox's provider plugin, built. */
export const sandboxProvider = dirname(
  fileURLToPath(import.meta.resolve('@trailguard/sandbox/provider/PulumiPlugin.yaml')),
);

/** What a project file says to run the sandbox's provider in the place of the real one. */
const useSandboxProvider = `
plugins:
  providers:
    - name: aws
      path: ${sandboxProvider}
`;

/**
 * Copies `stacks/` with its project files and example configurations, and points each project at the
 * sandbox's provider: all that a user changes to try the stacks without AWS.
 * @returns the folder with the copies
 */
export async function copyStacks(into: string): Promise<string> {
  const source = join(root, 'stacks');
  const copy = join(into, 'stacks');
  await cp(source, copy, { recursive: true, filter: (path) => basename(path) !== 'node_modules' });
  await symlink(join(source, 'node_modules'), join(copy, 'node_modules'));
  for (const name of ['log-archive', 'organization', 'security', 'account']) {
    await appendFile(join(copy, name, 'Pulumi.yaml'), useSandboxProvider);
  }
  return copy;
}

/** Makes a project of one program, an ES module of TypeScript that Node.js runs itself. */
export async function writeProject(into: string, name: string, program: string): Promise<string> {
  const folder = join(into, name);
  await mkdir(folder);
  const project = `name: ${name}\nruntime:\n  name: nodejs\n  options:\n    typescript: false\n`;
  await writeFile(join(folder, 'Pulumi.yaml'), project + useSandboxProvider);
  await writeFile(join(folder, 'package.json'), JSON.stringify({ name, type: 'module' }));
  await writeFile(join(folder, 'index.ts'), program);
  await symlink(join(root, 'test/node_modules'), join(folder, 'node_modules'));
  return folder;
}
