import { writeFile } from 'node:fs/promises';
import { describeRules } from './describe-rules.ts';

const target = new URL('../../packages/baseline/src/config-recorder/catalogue-rules.ts', import.meta.url);
await writeFile(target, describeRules());
console.log(`Wrote ${target.pathname}`);
