import { readFileSync } from 'node:fs';
import { guides } from '@trailguard/controls';
import { describe, expect, it } from 'vitest';
import { type Answer, answersOf, type Product, readProduct, standingOf } from './answers.ts';
import { describeCoverage, totalsOf } from './describe-coverage.ts';

const product = readProduct();
const recommendations = guides.flatMap(({ recommendations }) => recommendations);

function answer(exists: boolean): Answer {
  return { kind: 'component', name: 'LogArchive', exists };
}

describe('a recommendation', () => {
  it.each([
    ['answered', [true, true]],
    ['partly', [true, false]],
    ['open', [false, false]],
  ] as const)('is %s when its answers exist as in %j', (standing, exist) => {
    expect(standingOf(exist.map(answer))).toBe(standing);
  });

  it('without an answer is a fault of the data', () => {
    expect(() => standingOf([])).toThrow('names no answer');
  });
});

describe('the product', () => {
  it('has the components, controls, commands and runbooks of the first release', () => {
    expect([...product.component]).toEqual(expect.arrayContaining(['LogArchive', 'OrganizationTrail']));
    expect([...product.control]).toEqual(expect.arrayContaining(['CT-01', 'LB-08']));
    expect([...product.command]).toContain('start');
    expect([...product.runbook]).toContain('mfa-delete');
  });

  it('has every answer that a recommendation names', () => {
    const missing = recommendations
      .flatMap((recommendation) => answersOf(recommendation, product))
      .filter(({ exists }) => !exists);
    expect(missing).toEqual([]);
  });

  it('leaves everything open that it does not have', () => {
    const nothing: Product = {
      component: new Set(),
      control: new Set(),
      command: new Set(),
      runbook: new Set(),
    };
    expect(totalsOf(recommendations, nothing)).toEqual({ answered: 0, partly: 0, open: 108 });
  });
});

describe('docs/coverage.md', () => {
  const written = readFileSync(new URL('../../docs/coverage.md', import.meta.url), 'utf8');

  it('is what `pnpm --filter @trailguard/test run docs` writes', () => {
    expect(written).toBe(describeCoverage(product));
  });

  it('tells how many of the 108 recommendations are answered', () => {
    const { answered, partly, open } = totalsOf(recommendations, product);
    expect(answered + partly + open).toBe(108);
    expect(written).toContain(`| **all** | **108** | **${answered}** | **${partly}** | **${open}** |`);
  });

  it('links to sections that exist', () => {
    const components = readFileSync(new URL('../../docs/components.md', import.meta.url), 'utf8');
    const linked = [...written.matchAll(/components\.md#([a-z0-9]+)\)/g)].map(([, name]) => name);
    const headings = new Set([...components.matchAll(/^## (\w+)$/gm)].map(([, name]) => name?.toLowerCase()));
    expect(linked.length).toBeGreaterThan(0);
    expect(linked.filter((name) => !headings.has(name))).toEqual([]);
  });
});
