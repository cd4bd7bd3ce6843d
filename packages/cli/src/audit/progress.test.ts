import { PassThrough } from 'node:stream';
import type { WriteStream } from 'node:tty';
import { describe, expect, it } from 'vitest';
import { Progress, progressLine } from './progress.ts';

describe('the progress of an audit', () => {
  it.each([
    ['at its begin', { accounts: 5000, read: 0, known: 0 }, '0 of 5,000 accounts read'],
    ['with seconds left', { accounts: 100, read: 90, known: 0 }, '90 of 100 accounts read, 10 s left'],
    ['with minutes left', { accounts: 100, read: 10, known: 0 }, '10 of 100 accounts read, 14 min left'],
    [
      'with hours left',
      { accounts: 5000, read: 100, known: 0 },
      '100 of 5,000 accounts read, 1 h 14 min left',
    ],
    [
      'gone on with: by the pace of this run',
      { accounts: 100, read: 90, known: 80 },
      '90 of 100 accounts read, 2 min left',
    ],
    ['at its end', { accounts: 100, read: 100, known: 0 }, '100 of 100 accounts read, judging'],
  ])('tells the time that is left: %s', (_when, progress, line) => {
    expect(progressLine(progress, 90_000)).toBe(line);
  });

  it('is one line on a terminal, taken away in the end', () => {
    const [stream, text] = written({ isTTY: true });
    {
      using progress = new Progress(stream);
      progress.show({ accounts: 2, read: 0, known: 0 });
      progress.show({ accounts: 2, read: 2, known: 0 });
    }
    expect(text()).toContain('0 of 2 accounts read');
    expect(text()).toContain('2 of 2 accounts read');
    expect(text()).not.toContain('\n');
    expect(text().endsWith('\u001b[2K')).toBe(true);
  });

  it('is not written where no terminal is', () => {
    const [stream, text] = written({ isTTY: false });
    {
      using progress = new Progress(stream);
      progress.show({ accounts: 2, read: 2, known: 0 });
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
