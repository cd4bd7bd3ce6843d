import { describe, expect, it } from 'vitest';
import { describePosition, sourcePositionOf } from './source-position.ts';

describe('a source position', () => {
  it.each([
    ['project:///index.ts#12,5', 'index.ts:12:5'],
    ['project:///src/a%20b.ts#1,1', 'src/a b.ts:1:1'],
    ['project:///index.ts#7', 'index.ts:7:1'],
    ['file:///repository/baseline/trail.ts#30,19', '/repository/baseline/trail.ts:30:19'],
    ['file:///work/project/file:/repository/trail.ts#3,4', '/repository/trail.ts:3:4'],
    ['project:///index.ts#0,0', 'index.ts:1:1'],
  ])('%s is %s', (text, expected) => {
    const position = sourcePositionOf(text);
    expect(position && describePosition(position)).toBe(expected);
  });

  it.each([undefined, '', 'index.ts', 'project:///#1,1', 'project:///index.ts', 'project:///%E0%A4%A#1,1'])(
    '%j is none',
    (text) => {
      expect(sourcePositionOf(text)).toBeUndefined();
    },
  );
});
