import fc from 'fast-check';
import { Value } from 'typebox/value';
import { describe, expect, it } from 'vitest';
import { absent } from './bench.ts';
import { areMet, BenchLine, lineOf } from './line.ts';

const figures = {
  toPeer: { kind: 'ratio', means: 'ours / theirs', aim: { atMost: 0.5 } },
  toMachine: { kind: 'limit', means: 'ours / bare', aim: { atLeast: 0.7 } },
  memory: { kind: 'ratio', means: 'peak / start' },
} as const;

describe('the line of a run', () => {
  it('holds ratios, limits and aims apart', () => {
    expect(lineOf('logs', { figures }, { toPeer: 0.25, toMachine: 0.81236, memory: 2 })).toEqual({
      bench: 'logs',
      ratios: { toPeer: 0.25, memory: 2 },
      limits: { toMachine: 0.8124 },
      aims: { toPeer: { atMost: 0.5 }, toMachine: { atLeast: 0.7 } },
      met: true,
    });
  });

  it('is not met once one figure misses its aim', () => {
    expect(lineOf('logs', { figures }, { toPeer: 0.51, toMachine: 0.9, memory: 2 }).met).toBe(false);
    expect(lineOf('logs', { figures }, { toPeer: 0.4, toMachine: 0.69, memory: 2 }).met).toBe(false);
  });

  it('leaves out a figure without a peer, says why, and does not call it met', () => {
    const line = lineOf(
      'logs',
      { figures },
      { toPeer: absent('jq is not on PATH'), toMachine: 0.9, memory: 2 },
    );
    expect(line).toMatchObject({ met: null, absent: { toPeer: 'jq is not on PATH' } });
    expect(line.ratios).toEqual({ memory: 2 });
  });

  it('calls an aim missed whatever else is absent', () => {
    const measured = { toPeer: absent('jq is not on PATH'), toMachine: 0.1, memory: 2 };
    expect(lineOf('logs', { figures }, measured).met).toBe(false);
  });

  it.each([
    ['a figure that was forgotten', { toPeer: 1, toMachine: 1 }, 'measured undefined as memory'],
    ['a quotient of nothing', { toPeer: Number.NaN, toMachine: 1, memory: 1 }, 'measured NaN as toPeer'],
    ['an endless quotient', { toPeer: 1 / 0, toMachine: 1, memory: 1 }, 'measured Infinity as toPeer'],
    [
      'a quotient that rounds to an endless one',
      { toPeer: Number.MAX_VALUE, toMachine: 1, memory: 1 },
      'as toPeer',
    ],
    ['a figure of its own', { toPeer: 1, toMachine: 1, memory: 1, extra: 1 }, 'does not declare extra'],
  ])('refuses %s', (_case, measured, message) => {
    expect(() => lineOf('logs', { figures }, measured as Record<string, number>)).toThrow(message);
  });

  it('follows its schema whatever was measured, and says met as a reader of the line would', () => {
    const value = fc.oneof(
      fc.double({ noNaN: true, min: -1e300, max: 1e300 }),
      fc.string({ minLength: 1 }).map(absent),
    );
    fc.assert(
      fc.property(value, value, value, (toPeer, toMachine, memory) => {
        const line = lineOf('logs', { figures }, { toPeer, toMachine, memory });
        const printed: unknown = JSON.parse(JSON.stringify(line));
        expect([...Value.Errors(BenchLine, printed)]).toEqual([]);
        expect(line.met).toBe(areMet(line.aims, { ...line.ratios, ...line.limits }));
        expect(line.met === true).toBe(
          (line.ratios.toPeer ?? 1) <= 0.5 && (line.limits.toMachine ?? 0) >= 0.7,
        );
      }),
      { seed: 20_260_701, numRuns: 500 },
    );
  });
});

describe('holding figures to aims', () => {
  it.each([
    ['no aims at all', {}, {}, true],
    ['within both bounds', { a: { atLeast: 1, atMost: 2 } }, { a: 1.5 }, true],
    ['on a bound', { a: { atMost: 2 } }, { a: 2 }, true],
    ['under the lower bound', { a: { atLeast: 1, atMost: 2 } }, { a: 0.9 }, false],
    ['over the upper bound', { a: { atLeast: 1, atMost: 2 } }, { a: 2.1 }, false],
    ['not measured', { a: { atMost: 2 } }, {}, null],
    ['one missed, one not measured', { a: { atMost: 2 }, b: { atMost: 1 } }, { b: 3 }, false],
  ])('%s', (_case, aims, measured, met) => {
    expect(areMet(aims, measured as Record<string, number>)).toBe(met);
  });
});
