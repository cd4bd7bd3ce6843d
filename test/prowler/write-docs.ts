import { writeFile } from 'node:fs/promises';
import { describeDifferences } from './describe-differences.ts';

const target = new URL('../../docs/prowler.md', import.meta.url);
await writeFile(target, describeDifferences());
console.log(`Wrote ${target.pathname}`);
