import { hash } from 'node:crypto';
import { expect, it } from 'vitest';
import { brokenLinks } from './invariants.ts';

const lines: string[] = [];
for (let sequence = 1; sequence <= 4; sequence++)
  lines.push(
    JSON.stringify({ sequence, previous: lines.length === 0 ? null : hash('sha256', lines.at(-1) ?? '') }),
  );
const head = hash('sha256', lines.at(-1) ?? '');
const judged = (some: readonly string[]) =>
  brokenLinks(
    some,
    some.map((line) => JSON.parse(line)),
    head,
  );

it('finds a record of acts whole, changed, with a line too few, and cut off', () => {
  expect(judged(lines)).toEqual([]);
  expect(judged(lines.with(1, (lines[1] ?? '').replace('{', '{ ')))).toHaveLength(1);
  expect(judged(lines.toSpliced(1, 1))).toHaveLength(2);
  expect(judged(lines.slice(0, 3))).toEqual(['the record of acts does not end where it says']);
});
