import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { describeInvestigation } from '../scripts/describe-investigation.ts';

it('has a committed schema; `pnpm run docs` writes it', async () => {
  const schema = await readFile(new URL('../schemas/investigation.schema.json', import.meta.url), 'utf8');
  expect(schema).toBe(describeInvestigation());
});
