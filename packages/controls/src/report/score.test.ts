import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aReport } from '../../test/a-report.ts';
import { catalogue } from '../catalogue.ts';
import { families, familyOf } from '../families.ts';
import type { Status } from '../model/verdict.ts';
import { ControlScores } from './index.ts';

const statuses = ['pass', 'fail', 'waived', 'unknown', 'not_evaluated', 'not_applicable'] as const;
const scoreOf = (...findings: readonly (readonly [string, Status])[]) => {
  const scores = new ControlScores();
  for (const [id, status] of findings) scores.add(id, status);
  return scores.over(new Set(findings.map(([id]) => id)));
};

describe('a score', () => {
  it.each([
    ['all pass', 100, ['pass', 'pass']],
    ['one of two fails', 50, ['pass', 'fail']],
    ['a waived one is not passed', 50, ['pass', 'waived']],
    ['an unknown one is not passed', 50, ['pass', 'unknown']],
    ['one that a preview cannot evaluate is not passed', 50, ['pass', 'not_evaluated']],
    ['what applies to nothing does not count', 100, ['pass', 'not_applicable']],
    ['is rounded down', 66, ['pass', 'pass', 'fail']],
    ['of nothing is none', null, ['not_applicable']],
    ['where all is unknown there is none', null, ['unknown', 'not_evaluated']],
  ] as const)('%s: %s', (_case, score, given) => {
    expect(scoreOf(...given.map((status, index) => [`CT-0${index}`, status] as const)).score).toBe(score);
  });

  it('counts a control once, by the worst of its findings', () => {
    const { counts } = scoreOf(['CT-01', 'pass'], ['CT-01', 'fail'], ['CT-01', 'unknown']);
    expect(counts).toMatchObject({ fail: 1, pass: 0, unknown: 0 });
  });

  it('asks no program for what none shows', () => {
    const scores = new ControlScores();
    scores.add('CT-01', 'pass');
    scores.add('CT-02', 'unknown', 'open-world');
    scores.add('CT-03', 'unknown', 'access-denied');
    expect(scores.over(['CT-01', 'CT-02', 'CT-03'])).toMatchObject({
      score: 50,
      counts: { not_applicable: 1 },
    });
  });

  it('never rises when a finding becomes unknown, whatever the others are', () => {
    const some = fc.array(
      fc.tuple(fc.constantFrom('CT-01', 'CT-02', 'LB-01'), fc.constantFrom(...statuses)),
      {
        minLength: 1,
        maxLength: 12,
      },
    );
    fc.assert(
      fc.property(some, fc.nat(), (findings, at) => {
        const index = at % findings.length;
        fc.pre(findings[index]?.[1] !== 'not_applicable');
        const hidden = findings.map(([id, status], position) =>
          position === index ? ([id, 'unknown'] as const) : ([id, status] as const),
        );
        expect(scoreOf(...hidden).score ?? 0).toBeLessThanOrEqual(scoreOf(...findings).score ?? 0);
      }),
      { seed: 11, numRuns: 500 },
    );
  });
});

describe('the scores of a report', () => {
  const report = aReport();
  const { scores } = report;

  it('are told by family, of those that were judged', () => {
    expect(scores.byFamily.map(({ id, counts }) => [id, counts.fail, counts.waived])).toEqual([
      ['CT', 1, 0],
      ['LB', 0, 1],
    ]);
  });

  it('are told by framework, of the controls that it asks for', () => {
    const cis = scores.byFramework.find(({ id }) => id === 'cis-aws-5.0');
    expect(cis).toMatchObject({ name: 'CIS AWS Foundations Benchmark 5.0', score: 0, counts: { fail: 1 } });
  });

  it('are told by account, the lowest first, of what each account has', () => {
    const accounts = new Set(report.findings.map(({ subject }) => subject.accountId));
    expect(new Set(scores.byAccount.map(({ id }) => id))).toEqual(accounts);
    const found = scores.byAccount.map(({ score }) => score ?? 101);
    expect(found).toEqual(found.toSorted((a, b) => a - b));
  });

  it('name every family of the catalogue', () => {
    expect(new Set(Object.keys(catalogue).map(familyOf))).toEqual(new Set(Object.keys(families)));
  });

  it('the whole has each control once', () => {
    const sum = Object.values(scores.all.counts).reduce((total, count) => total + count, 0);
    expect(sum).toBe(report.controls.length);
  });
});
