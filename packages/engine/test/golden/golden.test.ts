import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCommand } from '../engine.ts';
import { differences } from './differences.ts';
import { ProgramHosts } from './program-hosts.ts';
import { caseNames, replay, type StepResult, tracesOf } from './replay.ts';

/** Names, or beginnings of names, of the cases to run; all by default. */
const chosen = process.env.GOLDEN_CASES?.split(',') ?? [''];
const cases = caseNames.filter((name) => chosen.some((start) => name.startsWith(start)));

/** Cases at the same time: they wait for other processes most of the time. */
const parallel = 3;

describe('the engine does what the CLI did', () => {
  const hosts = new ProgramHosts();
  const results = new Map<string, StepResult[] | Error>();

  beforeAll(async () => {
    const queue = [...cases];
    const worker = async () => {
      for (let name = queue.shift(); name !== undefined; name = queue.shift()) {
        results.set(name, await replay(name, runCommand, hosts.run).catch((error: Error) => error));
      }
    };
    await Promise.all(Array.from({ length: parallel }, worker));
  }, 600_000);
  afterAll(() => hosts.close());

  describe.each(cases)('%s', (name) => {
    it.each(tracesOf(name).map(({ file }, step) => [file.replace('.json', ''), step] as const))(
      '%s',
      (_file, step) => {
        const result = results.get(name);
        if (!Array.isArray(result)) throw result;
        const { mismatches, unaccounted } = result[step] as StepResult;
        const known = differences.filter(
          (difference) => difference.case === name && difference.step === step,
        );
        const listed = known.flatMap(({ fields }) => fields);
        const lasting = known.filter(({ sometimes }) => !sometimes).flatMap(({ fields }) => fields);
        const unexpected = mismatches.filter(({ field }) => !listed.includes(field));
        const gone = lasting.filter((field) => !mismatches.some((mismatch) => mismatch.field === field));
        expect(unexpected.map(({ field, detail }) => `${field}: ${detail}`).join('\n\n')).toBe('');
        // Where the course of a step is left open, its end must hold together all the same.
        if (known.some(({ sometimes }) => sometimes)) expect(unaccounted).toEqual([]);
        expect(gone, 'listed in differences.ts, but no longer so').toEqual([]);
      },
    );
  });

  it('lists differences of recorded steps alone', () => {
    const unknown = differences.filter(
      (difference) => tracesOf(difference.case)[difference.step] === undefined,
    );
    expect(unknown).toEqual([]);
  });
});
