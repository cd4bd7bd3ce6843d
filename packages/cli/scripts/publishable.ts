import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type OutputChunk, type Plugin, rolldown } from 'rolldown';
import { parse } from 'yaml';

const command = join(import.meta.dirname, '..');
const root = join(command, '../..');
/** Threads: each is started from a file of its own. */
const threads = ['log-file-worker', 'verification-thread'];
const threadEntries = Object.fromEntries(
  threads.map((name) => [name, join(root, `packages/audit/src/integrity/${name}.ts`)]),
);

/** Modules of what runs from a checkout alone: they need folders beside them, Python and PostgreSQL. */
const checkoutOnly = /\/(start|run-sandbox|preview-org)\.ts$|sandbox\/engine\.ts$/;

/**
 * Writes the folder that `npm publish` takes, and `npx` installs from: the command and our own packages as JavaScript, and a
 * `package.json` that names the packages of others with their versions.
 *
 * @throws when something is imported of which the workspace names no version
 */
export async function writePublishable(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const chunks = await bundle(join(folder, 'dist'));
  await cp(join(root, 'LICENSE'), join(folder, 'LICENSE'));
  await cp(join(root, 'docs/cli.md'), join(folder, 'README.md'));
  const manifest = await manifestOf(chunks);
  await writeFile(join(folder, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`);
}

async function bundle(dir: string): Promise<readonly OutputChunk[]> {
  await using build = await rolldown({
    cwd: command,
    input: { main: join(command, 'src/main.ts'), ...threadEntries },
    platform: 'node',
    external: (id) => !/^[./\0]/.test(id) && !id.startsWith('@trailguard/') && id !== components,
    // Nothing is imported for what it does when it is loaded.
    treeshake: {
      moduleSideEffects: [
        { test: /(main|log-file-worker|verification-thread)\.ts$|checkout-only$/, sideEffects: true },
        { test: /./, sideEffects: false },
      ],
    },
    plugins: [builtThreads, leftOut],
    // Of what the stand-ins lack nothing is left when the unused is gone.
    checks: { importIsUndefined: false },
  });
  const { output } = await build.write({ dir, format: 'esm' });
  return output.filter((one) => one.type === 'chunk');
}

/** A thread is started by the name of its file, which is another one when it is built. */
const builtThreads: Plugin = {
  name: 'built-threads',
  transform: (code) =>
    threads.some((name) => code.includes(`new URL('./${name}.ts'`))
      ? threads.reduce((built, name) => built.replaceAll(`'./${name}.ts'`, `'./${name}.js'`), code)
      : null,
};

/** Packages that one command alone takes, with files for some systems only; it says what to do where they are missing. */
const optional = new Set(['@duckdb/node-api']);

/** What the components of the stacks are made of: half a gigabyte of which no command uses anything. */
const components = '@pulumi/aws';
const refusal =
  'This command runs from a checkout alone: it needs the sandbox, the service or the stacks beside it';
/** What stands in the place of modules that are left out. */
const standIns: Readonly<Record<string, string>> = {
  '\0checkout-only': `throw new Error(${JSON.stringify(refusal)});`,
  '\0components': 'export {};',
};
const leftOut: Plugin = {
  name: 'left-out',
  resolveId: (id) => (id === components ? '\0components' : checkoutOnly.test(id) ? '\0checkout-only' : null),
  load: (id) => standIns[id] ?? null,
};

async function manifestOf(chunks: readonly OutputChunk[]): Promise<object> {
  const { version, description, license, type } = JSON.parse(
    await readFile(join(command, 'package.json'), 'utf8'),
  );
  const { catalog } = parse(await readFile(join(root, 'pnpm-workspace.yaml'), 'utf8')) as {
    catalog: Record<string, string>;
  };
  const imported = importedPackages(chunks);
  return {
    name: 'trailguard',
    version,
    description,
    license,
    type,
    bin: { trailguard: 'dist/main.js' },
    files: ['dist'],
    engines: { node: '>=24' },
    dependencies: versionsOf(
      imported.filter((name) => !optional.has(name)),
      catalog,
    ),
    optionalDependencies: versionsOf(
      imported.filter((name) => optional.has(name)),
      catalog,
    ),
  };
}

function versionsOf(names: readonly string[], catalog: Readonly<Record<string, string>>): object {
  return Object.fromEntries(names.map((name) => [name, versionOf(name, catalog)]));
}

/** Names of packages of others, sorted; neither Node's own modules nor chunks. */
function importedPackages(chunks: readonly OutputChunk[]): readonly string[] {
  const ids = chunks.flatMap(({ imports, dynamicImports }) => [...imports, ...dynamicImports]);
  const files = new Set(chunks.map(({ fileName }) => fileName));
  const names = ids
    .filter((id) => !/^(node:|[./])/.test(id) && !files.has(id))
    .map((id) =>
      id
        .split('/')
        .slice(0, id.startsWith('@') ? 2 : 1)
        .join('/'),
    );
  return [...new Set(names)].sort();
}

function versionOf(name: string, catalog: Readonly<Record<string, string>>): string {
  const version = catalog[name];
  if (version === undefined) throw new Error(`pnpm-workspace.yaml names no version of ${name}`);
  return version;
}
