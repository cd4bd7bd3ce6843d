import { createHash } from 'node:crypto';
import { createRequire } from 'node:module';
import { readdir, readFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Folders of `stacks/`; the Pulumi project of each is `trailguard-<folder>`. */
export type StackFolder = 'organization' | 'log-archive' | 'security' | 'account';

const modules: Record<StackFolder, () => Promise<{ program: () => Promise<Record<string, unknown>> }>> = {
  organization: () => import('@trailguard/stacks/organization'),
  'log-archive': () => import('@trailguard/stacks/log-archive'),
  security: () => import('@trailguard/stacks/security'),
  account: () => import('@trailguard/stacks/account'),
};

/** Runs a stack's program, which the service opens and does not contain. */
export async function runProgram(folder: StackFolder): Promise<Record<string, unknown>> {
  return (await modules[folder]()).program();
}

/** Folder of the policy pack that every preview and update is judged by. */
export function policyPackFolder(): string {
  return dirname(fileURLToPath(import.meta.resolve('@trailguard/policy-pack/PulumiPolicy.yaml')));
}

/**
 * Digest of all code that decides what a stack becomes: the programs, the components and the built policy
 * pack. An apply whose digest differs from its preview's is refused.
 */
export async function programDigest(): Promise<string> {
  const stacks = dirname(dirname(fileURLToPath(import.meta.resolve('@trailguard/stacks/organization'))));
  // Resolved from where the programs stand: the service itself does not know the components.
  const baseline = dirname(createRequire(join(stacks, 'package.json')).resolve('@trailguard/baseline'));
  const hash = createHash('sha256');
  for (const root of [stacks, baseline, join(policyPackFolder(), 'dist')]) await hashFolder(hash, root);
  return hash.digest('hex');
}

async function hashFolder(hash: ReturnType<typeof createHash>, root: string): Promise<void> {
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile() && /\.(ts|js|mjs|yaml|json)$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => !relative(root, file).includes('node_modules') && !file.endsWith('.test.ts'))
    .sort();
  for (const file of files)
    hash
      .update(relative(root, file))
      .update('\0')
      .update(await readFile(file))
      .update('\0');
}
