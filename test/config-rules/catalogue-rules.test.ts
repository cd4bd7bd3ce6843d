import { readFile } from 'node:fs/promises';
import { controls } from '@trailguard/controls';
import { expect, it } from 'vitest';
import { CatalogueRules } from '../../packages/baseline/src/config-recorder/catalogue-rules.ts';
import { describeRules } from './describe-rules.ts';

it('has the rules of the catalogue; `pnpm run docs` writes them', async () => {
  const file = new URL('../../packages/baseline/src/config-recorder/catalogue-rules.ts', import.meta.url);
  expect(await readFile(file, 'utf8')).toBe(describeRules());
});

it('has every rule that a control requires', () => {
  const required = controls.find(({ id }) => id === 'OPS-02')?.parameters?.requiredConfigRules;
  const deployed = CatalogueRules.filter(({ isRequired }) => isRequired);
  expect(deployed.map(({ identifier }) => identifier)).toEqual(required);
});
