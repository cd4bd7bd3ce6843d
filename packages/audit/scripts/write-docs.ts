import { readFile, writeFile } from 'node:fs/promises';
import { withCalls } from './describe-calls.ts';
import { describeIntegrityReport } from './describe-integrity-report.ts';

const target = new URL('../README.md', import.meta.url);
await writeFile(target, withCalls(await readFile(target, 'utf8')));
console.log(`Wrote ${target.pathname}`);

const schema = new URL('../schemas/integrity-report.schema.json', import.meta.url);
await writeFile(schema, describeIntegrityReport());
console.log(`Wrote ${schema.pathname}`);
