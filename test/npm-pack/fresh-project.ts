import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);
const workspace = fileURLToPath(new URL('../..', import.meta.url));
const baseline = join(workspace, 'packages/baseline');

/** A project outside the workspace that has installed the packed package, as a user's has. */
export interface FreshProject extends AsyncDisposable {
  readonly folder: string;
  /** Names of the files in the tarball. */
  readonly packed: readonly string[];
  write(file: string, text: string): Promise<void>;
  /** Runs a program of the project in Node and answers what it printed. @throws with its output when it fails. */
  node(...args: string[]): Promise<string>;
  /** Checks the types of the project's TypeScript, by the tsconfig.json of a folder. @throws with the compiler's output. */
  checkTypes(folder?: string): Promise<void>;
}

/**
 * Packs `@trailguard/baseline` and installs the tarball in a folder of its own, without network: what the package
 * depends on is linked from the workspace.
 */
export async function freshProject(): Promise<FreshProject> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'trailguard-fresh-')));
  try {
    await pnpm(baseline, 'pack', '--pack-destination', folder);
    const tarball = (await readdir(folder)).find((file) => file.endsWith('.tgz'));
    if (tarball === undefined) throw new Error('`pnpm pack` left no tarball');
    const { stdout } = await run('tar', ['-tzf', join(folder, tarball)]);

    const links = await linksOf(baseline);
    await writeFile(
      join(folder, 'package.json'),
      JSON.stringify({
        name: 'fresh',
        private: true,
        type: 'module',
        dependencies: { ...links, '@trailguard/baseline': `file:${tarball}` },
      }),
    );
    // JSON is YAML.
    await writeFile(join(folder, 'pnpm-workspace.yaml'), JSON.stringify({ packages: [], overrides: links }));
    await pnpm(folder, 'install', '--offline');

    return {
      folder,
      packed: stdout.trim().split('\n'),
      write: async (file, text) => {
        await mkdir(dirname(join(folder, file)), { recursive: true });
        await writeFile(join(folder, file), text);
      },
      node: async (...args) => (await start(process.execPath, args, folder)).stdout,
      checkTypes: async (inner = '.') => {
        await start(join(workspace, 'node_modules/.bin/tsc'), ['--project', inner], folder);
      },
      [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }),
    };
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    throw error;
  }
}

/** What the package depends on, linked from the workspace; and what its users' programs in TypeScript need. */
async function linksOf(packageFolder: string): Promise<Record<string, string>> {
  const { dependencies } = JSON.parse(await readFile(join(packageFolder, 'package.json'), 'utf8')) as {
    dependencies: Record<string, string>;
  };
  const links = Object.keys(dependencies).map(
    async (name) => [name, await linkTo(join(packageFolder, 'node_modules', name))] as const,
  );
  const nodeTypes = await linkTo(join(workspace, 'node_modules/@types/node'));
  return { ...Object.fromEntries(await Promise.all(links)), '@types/node': nodeTypes };
}

async function linkTo(folder: string): Promise<string> {
  return `link:${await realpath(folder)}`;
}

async function pnpm(folder: string, ...args: string[]): Promise<void> {
  await start('npx', ['-y', 'pnpm@12', ...args], folder);
}

async function start(command: string, args: readonly string[], folder: string) {
  try {
    return await run(command, args, { cwd: folder, maxBuffer: 16 * 1024 * 1024 });
  } catch (error) {
    const { stdout, stderr } = error as { stdout?: string; stderr?: string };
    throw new Error(`${command} ${args.join(' ')} failed:\n${stdout ?? ''}${stderr ?? ''}`, { cause: error });
  }
}
