import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { describeControlIndex } from '../scripts/describe-control-index.ts';
import { describeFrameworks } from '../scripts/describe-frameworks.ts';
import { controls } from './index.ts';

const docs = join(import.meta.dirname, '../../../docs');
const read = (file: string) => readFileSync(join(docs, file), 'utf8');

describe('docs/controls.json', () => {
  it('is what `pnpm --filter @trailguard/controls run docs` writes', async () => {
    expect(read('controls.json')).toBe(await describeControlIndex());
  });

  it('names the file of each control', () => {
    const index = JSON.parse(read('controls.json')) as { controls: { id: string; file: string }[] };
    expect(index.controls.map(({ id }) => id)).toEqual(controls.map(({ id }) => id));
    for (const { id, file } of index.controls) {
      const source = readFileSync(join(docs, '..', file), 'utf8');
      expect(source).toContain(`id: '${id}'`);
    }
  });
});

describe('docs/frameworks.md', () => {
  it('is what `pnpm --filter @trailguard/controls run docs` writes', () => {
    expect(read('frameworks.md')).toBe(describeFrameworks());
  });
});
