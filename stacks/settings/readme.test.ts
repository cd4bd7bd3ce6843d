import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { withSettings } from '../scripts/describe-settings.ts';

it('has every setting in README.md; `pnpm --filter @trailguard/stacks run docs` writes them', async () => {
  const readme = await readFile(new URL('../README.md', import.meta.url), 'utf8');
  expect(readme).toBe(withSettings(readme));
});
