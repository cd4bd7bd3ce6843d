import { writeFile } from 'node:fs/promises';
import { describeInvestigation } from './describe-investigation.ts';

const target = new URL('../schemas/investigation.schema.json', import.meta.url);
await writeFile(target, describeInvestigation());
console.log(`Wrote ${target.pathname}`);
