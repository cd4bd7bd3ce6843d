import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { withCalls } from '../scripts/describe-calls.ts';

it('has the calls of the collectors in README.md; `pnpm --filter @trailguard/audit run docs` writes them', async () => {
  const readme = await readFile(new URL('../README.md', import.meta.url), 'utf8');
  expect(readme).toBe(withCalls(readme));
});
