import { controls } from '@trailguard/controls';
import { afterAll, describe, expect, it } from 'vitest';
import { assess } from './assess.ts';
import { readCorpus } from './corpus.ts';

const corpus = await readCorpus();
const counts = { programs: 0, misses: 0, falseAlarms: 0, decidedLater: 0 };

afterAll(() => {
  const { programs, misses, falseAlarms, decidedLater } = counts;
  console.log(
    `corpus: ${corpus.length} controls, ${programs} broken programs: ${misses} missed, ${falseAlarms} false alarms on the mended ones; ${decidedLater} decided after the first preview`,
  );
});

describe.each(corpus)('$controlId', ({ controlId, mistakes }) => {
  it.each(mistakes)('finds a program that $mistake, and is content once it is mended', async (mistake) => {
    const control = controls.find(({ id }) => id === controlId);
    if (control === undefined) throw new Error(`There is no control ${controlId}`);
    const { misses, falseAlarms, isDecidedLater } = await assess(control, mistake);
    counts.programs += 1;
    counts.misses += misses.length > 0 ? 1 : 0;
    counts.falseAlarms += falseAlarms.length > 0 ? 1 : 0;
    counts.decidedLater += isDecidedLater ? 1 : 0;
    expect({ misses, falseAlarms }).toEqual({ misses: [], falseAlarms: [] });
  });
});

describe('the corpus', () => {
  it('has broken programs for controls that a program can show', () => {
    const shown = controls.filter(({ policies }) => policies.length > 0).map(({ id }) => id);
    expect(corpus.map(({ controlId }) => controlId).filter((id) => !shown.includes(id))).toEqual([]);
  });
});
