import { readFile, writeFile } from 'node:fs/promises';
import { withSettings } from './describe-settings.ts';

const target = new URL('../README.md', import.meta.url);
await writeFile(target, withSettings(await readFile(target, 'utf8')));
console.log(`Wrote ${target.pathname}`);
