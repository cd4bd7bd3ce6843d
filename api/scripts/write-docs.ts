import { readFile, writeFile } from 'node:fs/promises';
import { startTestService } from '../test/service.ts';
import { describeErrors } from './describe-errors.ts';
import { withRoutes } from './describe-routes.ts';
import { openapiText } from './openapi-text.ts';
import { clientTypes } from './client-types.ts';

await write('../../docs/errors.md', describeErrors());
// The document is that of a running service: only then are all routes there.
await using service = await startTestService();
const document = await openapiText(service.app);
await write('../openapi.json', document);
await write('../../packages/client/src/schema.d.ts', await clientTypes(document));
await write(
  '../../docs/api.md',
  withRoutes(await readFile(new URL('../../docs/api.md', import.meta.url), 'utf8'), document),
);

async function write(path: string, text: string): Promise<void> {
  const target = new URL(path, import.meta.url);
  await writeFile(target, text);
  console.log(`Wrote ${target.pathname}`);
}
