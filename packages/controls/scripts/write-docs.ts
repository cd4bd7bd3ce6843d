import { writeFile } from 'node:fs/promises';
import { describeControls } from './describe-controls.ts';

const target = new URL('../../../docs/controls.md', import.meta.url);
await writeFile(target, describeControls());
console.log(`Wrote ${target.pathname}`);
