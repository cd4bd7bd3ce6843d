import { writeFile } from 'node:fs/promises';
import { readProduct } from './answers.ts';
import { describeCoverage } from './describe-coverage.ts';

const target = new URL('../../docs/coverage.md', import.meta.url);
await writeFile(target, describeCoverage(readProduct()));
console.log(`Wrote ${target.pathname}`);
