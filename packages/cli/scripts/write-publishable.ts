import { fileURLToPath } from 'node:url';
import { writePublishable } from './publishable.ts';

const folder = fileURLToPath(new URL('../dist/publishable', import.meta.url));
await writePublishable(folder);
console.log(`Wrote ${folder}: run "npm pack" or "npm publish" there`);
