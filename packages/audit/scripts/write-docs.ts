import { readFile, writeFile } from 'node:fs/promises';
import { withCalls } from './describe-calls.ts';

const target = new URL('../README.md', import.meta.url);
await writeFile(target, withCalls(await readFile(target, 'utf8')));
console.log(`Wrote ${target.pathname}`);
