import { PassThrough } from 'node:stream';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { Interruption } from './interruption.ts';

afterEach(() => {
  vi.restoreAllMocks();
});

describe('an interrupted run', () => {
  it.each([
    ['the file of --resume', 'run.jsonl', 'the same command goes on with what run.jsonl has'],
    ['the option that it lacks', undefined, 'begun with --resume FILE, it could have gone on from here'],
  ])('names %s, and ends by the signal', (_what, file, said) => {
    const kill = vi.spyOn(process, 'kill').mockReturnValue(true);
    const stream = new PassThrough();
    using _interruption = new Interruption(file, stream);
    process.emit('SIGINT');
    expect(String(stream.read())).toBe(`\ntrailguard: interrupted; ${said}\n`);
    expect(kill.mock.calls).toEqual([[process.pid, 'SIGINT']]);
  });

  it('is not spoken of once the run has ended', () => {
    const before = process.listenerCount('SIGINT');
    {
      using _interruption = new Interruption('run.jsonl');
      expect(process.listenerCount('SIGINT')).toBe(before + 1);
    }
    expect(process.listenerCount('SIGINT')).toBe(before);
  });
});
