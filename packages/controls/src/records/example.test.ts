import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { recordKinds } from '../model/records.ts';
import { parseRecords } from './index.ts';

const page = readFileSync(join(import.meta.dirname, '../../../../docs/records.md'), 'utf8');

it('reads the example of docs/records.md, which tells of every kind', () => {
  const [, text = ''] = /```yaml\n([\s\S]*?)```/.exec(page) ?? [];
  expect(parseRecords([{ file: 'example', text }])).toMatchObject([{ kind: 'trail-review' }]);
  expect(recordKinds.filter((kind) => !page.includes(`\`${kind}\``))).toEqual([]);
});
