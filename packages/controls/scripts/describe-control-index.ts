import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Control, controlEntry, controls } from '../src/index.ts';

const folder = 'packages/controls/src/controls';
const root = join(import.meta.dirname, '../../..');

/** What a program needs to know of each control, as JSON. */
export async function describeControlIndex(): Promise<string> {
  const files = await filesOfControls();
  const entries = controls.map((control) => ({
    ...controlEntry(control),
    file: files.get(control.id) ?? '',
  }));
  return `${JSON.stringify({ schema: 'trailguard.controls/1', controls: entries }, null, 2)}\n`;
}

async function filesOfControls(): Promise<ReadonlyMap<string, string>> {
  const names = readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.includes('/') && name.endsWith('.ts') && !name.endsWith('.test.ts'))
    .sort();
  const found = await Promise.all(
    names.map(async (name) => {
      const { default: control } = (await import(join(root, folder, name))) as { default?: Control };
      return control === undefined ? undefined : ([control.id, `${folder}/${name}`] as const);
    }),
  );
  return new Map(found.filter((entry) => entry !== undefined));
}
