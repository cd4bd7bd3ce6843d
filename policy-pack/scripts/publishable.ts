import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';

const pack = join(import.meta.dirname, '..');

/**
 * Writes the folder that `pulumi policy publish` takes: the built pack, its `PulumiPolicy.yaml`, and a `package.json`
 * that names real versions, for the CLI runs `npm install` in it wherever the pack is used.
 */
export async function writePublishable(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true });
  await mkdir(join(folder, 'dist'), { recursive: true });
  await cp(join(pack, 'dist/index.js'), join(folder, 'dist/index.js'));
  await cp(join(pack, 'PulumiPolicy.yaml'), join(folder, 'PulumiPolicy.yaml'));
  await cp(join(pack, 'README.md'), join(folder, 'README.md'));
  await cp(join(pack, '../LICENSE'), join(folder, 'LICENSE'));
  await writeFile(join(folder, 'package.json'), `${JSON.stringify(await manifest(), null, 2)}\n`);
}

async function manifest(): Promise<object> {
  const { name, version, description, license, type, main, dependencies } = JSON.parse(
    await readFile(join(pack, 'package.json'), 'utf8'),
  );
  const { catalog } = parse(await readFile(join(pack, '../pnpm-workspace.yaml'), 'utf8'));
  const versions = Object.entries(dependencies as Record<string, string>).flatMap(([dependency, wanted]) =>
    // The controls are in the built pack itself.
    wanted.startsWith('workspace:') ? [] : [[dependency, catalog[dependency] as string] as const],
  );
  return {
    name,
    version,
    description,
    license,
    type,
    main,
    files: ['dist', 'PulumiPolicy.yaml', 'README.md', 'LICENSE'],
    dependencies: Object.fromEntries(versions),
  };
}
