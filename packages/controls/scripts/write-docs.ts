import { writeFile } from 'node:fs/promises';
import { describeControls } from './describe-controls.ts';
import { writtenSchema } from './describe-records.ts';

const target = new URL('../../../docs/controls.md', import.meta.url);
await writeFile(target, describeControls());
console.log(`Wrote ${target.pathname}`);

const schema = new URL('../schemas/records.schema.json', import.meta.url);
await writeFile(schema, writtenSchema());
console.log(`Wrote ${schema.pathname}`);
