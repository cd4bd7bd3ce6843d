import { type Control, controls, fail, pass } from '@trailguard/controls';
import { policyNameOf } from '@trailguard/policy-pack';
import { PackProcess } from '@trailguard/policy-pack/test';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { assess } from './assess.ts';
import { readCorpus } from './corpus.ts';
import { recordProgram } from './recorded-program.ts';

const corpus = await readCorpus();
const counts = { programs: 0, missed: 0, falseAlarms: 0, decidedLater: 0 };

function controlOf(id: string): Control {
  const control = controls.find((one) => one.id === id);
  if (control === undefined) throw new Error(`There is no control ${id}`);
  return control;
}

/** Controls that have no policy, with what they look at in place of a program. */
const shownElsewhere = controls
  .filter(({ policies }) => policies.length === 0)
  .map(({ id, needs }) => ({
    id,
    because: needs.length > 0 ? needs.join(', ') : 'records of what was done',
  }));

afterAll(() => {
  const { programs, missed, falseAlarms, decidedLater } = counts;
  console.log(
    `Corpus: ${programs} broken programs for ${corpus.length} controls, ${missed} missed, ${decidedLater} told by the update alone; ${falseAlarms} false alarms on the mended ones. No program shows the other ${shownElsewhere.length} controls.`,
  );
});

describe.each(corpus)('$controlId', ({ controlId, mistakes }) => {
  it.each(mistakes)('finds a program that $mistake, and not the mended one', async (mistake) => {
    const { misses, falseAlarms, isDecidedLater } = await assess(controlOf(controlId), mistake);
    counts.programs += 1;
    counts.missed += Math.min(misses.length, 1);
    counts.falseAlarms += Math.min(falseAlarms.length, 1);
    counts.decidedLater += isDecidedLater ? 1 : 0;
    expect({ misses, falseAlarms }).toEqual({ misses: [], falseAlarms: [] });
  });
});

describe('the corpus', () => {
  it('has broken programs for each control, but for those that look elsewhere', () => {
    const inCorpus = corpus.map(({ controlId }) => controlId);
    const elsewhere = shownElsewhere.map(({ id }) => id);
    expect([...inCorpus, ...elsewhere].sort()).toEqual(controls.map(({ id }) => id).sort());
  });

  it('names each mistake of a control once', () => {
    const named = corpus.flatMap(({ controlId, mistakes }) =>
      mistakes.map(({ mistake }) => `${controlId} ${mistake}`),
    );
    expect(named.filter((name, index) => named.indexOf(name) !== index)).toEqual([]);
  });
});

describe('an assessment', () => {
  const [entry] = corpus;
  const [mistake] = entry?.mistakes ?? [];
  const as = (evaluate: Control['evaluate']) =>
    assess({ ...controlOf(entry?.controlId ?? ''), evaluate }, mistake as NonNullable<typeof mistake>);

  it('notices a control that finds nothing', async () => {
    expect(await as(() => pass())).toMatchObject({ misses: { length: 3 }, falseAlarms: [] });
  });

  it('notices a control that finds what is not there', async () => {
    expect(await as(() => fail('all is wrong'))).toMatchObject({ falseAlarms: { length: 3 } });
  });
});

describe('the pack in a process of its own, asked as the engine does', () => {
  let pack: PackProcess;
  beforeAll(async () => {
    pack = await PackProcess.start();
  });
  afterAll(() => pack[Symbol.asyncDispose]());

  /** The last control of each family: CT, CW, GD and so on. */
  const samples = [...Map.groupBy(corpus, ({ controlId }) => controlId.split('-')[0]).values()].flatMap(
    (family) => family.at(-1) ?? [],
  );

  it.each(samples)(
    'finds a broken program by $controlId among all controls',
    async ({ controlId, mistakes }) => {
      const [mistake] = mistakes;
      if (mistake === undefined) throw new Error(`${controlId} has no program`);
      const policy = policyNameOf(controlOf(controlId));
      await pack.configure({ [policy]: { properties: mistake.settings ?? {} } });
      const found = async (program: typeof mistake.broken) => {
        const { resources } = await recordProgram(program, 'update');
        const alone = await Promise.all(resources.map((resource) => pack.analyze(resource)));
        const diagnostics = [...alone.flat(), ...(await pack.analyzeStack(resources))];
        return diagnostics.some((diagnostic) => diagnostic.policy === policy);
      };
      expect({ broken: await found(mistake.broken), mended: await found(mistake.mended) }).toEqual({
        broken: true,
        mended: false,
      });
    },
  );
});
