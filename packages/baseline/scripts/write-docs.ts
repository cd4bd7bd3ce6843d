import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { describeComponents } from './describe-components.ts';
import { readDocTags } from './doc-tags.ts';
import { inferSchema, schemaText } from './infer-schema.ts';

const schema = await inferSchema();
const tags = readDocTags(fileURLToPath(new URL('../src', import.meta.url)));
await write('../schema.json', schemaText(schema));
await write('../../../docs/components.md', describeComponents(schema, tags));

async function write(path: string, text: string): Promise<void> {
  const target = new URL(path, import.meta.url);
  await writeFile(target, text);
  console.log(`Wrote ${target.pathname}`);
}
