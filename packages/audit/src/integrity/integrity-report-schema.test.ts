import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { describeIntegrityReport } from '../../scripts/describe-integrity-report.ts';

it('is committed; `pnpm --filter @trailguard/audit run docs` writes it', async () => {
  const schema = await readFile(
    new URL('../../schemas/integrity-report.schema.json', import.meta.url),
    'utf8',
  );
  expect(schema).toBe(describeIntegrityReport());
});
