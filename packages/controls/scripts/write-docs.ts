import { writeFile } from 'node:fs/promises';
import { describeComparison } from './describe-comparison.ts';
import { describeControlIndex } from './describe-control-index.ts';
import { describeControls } from './describe-controls.ts';
import { describeExceptions } from './describe-exceptions.ts';
import { describeFrameworks } from './describe-frameworks.ts';
import { writtenSchema } from './describe-records.ts';
import { describeReport } from './describe-report.ts';

const target = new URL('../../../docs/controls.md', import.meta.url);
await writeFile(target, describeControls());
console.log(`Wrote ${target.pathname}`);

const schema = new URL('../schemas/records.schema.json', import.meta.url);
await writeFile(schema, writtenSchema());
console.log(`Wrote ${schema.pathname}`);

const exceptions = new URL('../schemas/exceptions.schema.json', import.meta.url);
await writeFile(exceptions, describeExceptions());
console.log(`Wrote ${exceptions.pathname}`);

const report = new URL('../schemas/run-report.schema.json', import.meta.url);
await writeFile(report, describeReport());
console.log(`Wrote ${report.pathname}`);

const comparison = new URL('../schemas/comparison.schema.json', import.meta.url);
await writeFile(comparison, describeComparison());
console.log(`Wrote ${comparison.pathname}`);

const index = new URL('../../../docs/controls.json', import.meta.url);
await writeFile(index, await describeControlIndex());
console.log(`Wrote ${index.pathname}`);

const frameworks = new URL('../../../docs/frameworks.md', import.meta.url);
await writeFile(frameworks, describeFrameworks());
console.log(`Wrote ${frameworks.pathname}`);
