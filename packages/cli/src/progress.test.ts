import { PassThrough } from 'node:stream';
import type { WriteStream } from 'node:tty';
import { describe, expect, it } from 'vitest';
import { Progress, progressLine } from './progress.ts';

const words = { pieces: 'accounts read', afterwards: 'judging' };

describe('the progress of a command', () => {
  it.each([
    ['at its begin', { all: 5000, done: 0, known: 0 }, '0 of 5,000 accounts read'],
    ['with seconds left', { all: 100, done: 90, known: 0 }, '90 of 100 accounts read, 10 s left'],
    ['with minutes left', { all: 100, done: 10, known: 0 }, '10 of 100 accounts read, 14 min left'],
    ['with hours left', { all: 5000, done: 100, known: 0 }, '100 of 5,000 accounts read, 1 h 14 min left'],
    [
      'gone on with: by the pace of this run',
      { all: 100, done: 90, known: 80 },
      '90 of 100 accounts read, 2 min left',
    ],
    ['at its end', { all: 100, done: 100, known: 0 }, '100 of 100 accounts read, judging'],
  ])('tells the time that is left: %s', (_when, progress, line) => {
    expect(progressLine(words, progress, 90_000)).toBe(line);
  });

  it('ends with its last piece where nothing comes after it', () => {
    const pieces = 'accounts and Regions verified';
    expect(progressLine({ pieces }, { all: 51, done: 51 }, 90_000)).toBe(`51 of 51 ${pieces}`);
  });

  it('is one line on a terminal, taken away in the end', () => {
    const [stream, text] = written({ isTTY: true });
    {
      using progress = new Progress(words, stream);
      progress.show({ all: 2, done: 0, known: 0 });
      progress.show({ all: 2, done: 2, known: 0 });
    }
    expect(text()).toContain('0 of 2 accounts read');
    expect(text()).toContain('2 of 2 accounts read');
    expect(text()).not.toContain('\n');
    expect(text().endsWith('\u001b[2K')).toBe(true);
  });

  it('is not written where no terminal is', () => {
    const [stream, text] = written({ isTTY: false });
    {
      using progress = new Progress(words, stream);
      progress.show({ all: 2, done: 2, known: 0 });
    }
    expect(text()).toBe('');
  });
});

function written(kind: { isTTY: boolean }): [WriteStream, () => string] {
  const stream = Object.assign(new PassThrough(), kind);
  let text = '';
  stream.on('data', (part: Buffer) => {
    text += part.toString();
  });
  return [stream as unknown as WriteStream, () => text];
}
