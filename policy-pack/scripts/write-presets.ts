import { mkdir, writeFile } from 'node:fs/promises';
import { describePresets } from './describe-presets.ts';

const folder = new URL('../presets/', import.meta.url);
await mkdir(folder, { recursive: true });
for (const [file, text] of describePresets()) {
  const target = new URL(file, folder);
  await writeFile(target, text);
  console.log(`Wrote ${target.pathname}`);
}
