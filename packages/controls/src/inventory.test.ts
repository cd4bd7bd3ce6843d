import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { brokenByAllAlone, promisedPolicies } from '../test/promised-policies.ts';
import { describeControls } from '../scripts/describe-controls.ts';
import { catalogue, controls, frameworks } from './index.ts';
import type { Control } from './model/control.ts';

const folder = join(import.meta.dirname, 'controls');
const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.includes('/'));
const sources = files.filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'));

/** Every control of the catalogue is here. */
const promised = Object.keys(catalogue);

describe('the controls', () => {
  it('are those that are promised, sorted by id', () => {
    expect(controls.map(({ id }) => id)).toEqual(promised.toSorted());
  });

  it.each(sources)('in %s are registered, with a test beside them', async (file) => {
    const { default: control } = (await import(join(folder, file))) as { default: Control };
    expect(controls).toContain(control);
    expect(files).toContain(file.replace(/\.ts$/, '.test.ts'));
    expect(readFileSync(join(folder, file), 'utf8').match(/defineControl\(/g)).toHaveLength(1);
  });

  it('have a file each', () => {
    expect(sources).toHaveLength(controls.length);
  });

  it.each(controls.map((control) => [control.id, control] as const))(
    '%s says all that a reader needs',
    (_id, control) => {
      expect(control.url).toMatch(/^https:\/\/docs\.aws\.amazon\.com\//);
      expect([control.title, control.intent, control.fix].every((text) => text.length > 10)).toBe(true);
      expect(Object.keys(control.parameterHelp).sort()).toEqual(Object.keys(control.parameters).sort());
      expect(control.needs.every((call) => /^[a-z0-9]+:[A-Z][A-Za-z0-9]+$/.test(call))).toBe(true);
      expect(control.policies.length > 0).toBe(control.pulumiTypes.length > 0);
    },
  );
});

describe('the policies of a program', () => {
  const kinds = (choose: (policies: readonly string[], promise: readonly string[]) => string[]) =>
    controls.flatMap(({ id, policies }) =>
      choose(policies, promisedPolicies.get(id) ?? []).map((kind) => `${id} ${kind}`),
    );

  it('are promised for each control', () => {
    expect([...promisedPolicies.keys()].sort()).toEqual(promised.toSorted());
  });

  it('hold it to each control in all ways that were promised, but for those on the list', () => {
    const missing = kinds((policies, promise) => promise.filter((kind) => !policies.includes(kind)));
    expect(missing).toEqual(Object.keys(brokenByAllAlone).map((id) => `${id} resource`));
  });

  it('remediate nothing else, and look at no program for what a program does not show', () => {
    const added = kinds((policies, promise) =>
      policies.filter((kind) => !promise.includes(kind) && (kind === 'remediation' || promise.length === 0)),
    );
    expect(added).toEqual([]);
  });
});

describe('the frameworks', () => {
  it('are named as their files', () => {
    const inFolder = readdirSync(join(import.meta.dirname, 'frameworks'))
      .map((file) => basename(file, '.ts'))
      .filter((name) => name !== 'index' && name !== 'framework');
    expect(frameworks.map(({ id }) => id).sort()).toEqual(inFolder.sort());
  });

  it.each(frameworks.map((framework) => [framework.id, framework] as const))(
    '%s maps existing controls, each id once',
    (_id, { mappings }) => {
      expect(Object.keys(mappings).filter((id) => !promised.includes(id))).toEqual([]);
      for (const ids of Object.values(mappings)) {
        expect(ids.length).toBeGreaterThan(0);
        expect(new Set(ids).size).toBe(ids.length);
      }
    },
  );

  it('tell editions apart: log file validation is 3.2 in CIS 5.0 and 4.2 in 6.0', () => {
    const of = (id: string) => frameworks.find((framework) => framework.id === id)?.mappings['CT-06'];
    expect([of('cis-aws-5.0'), of('cis-aws-6.0')]).toEqual([['3.2'], ['4.2']]);
  });
});

describe('docs/controls.md', () => {
  it('is what `pnpm --filter @trailguard/controls run docs` writes', () => {
    const written = readFileSync(join(import.meta.dirname, '../../../docs/controls.md'), 'utf8');
    expect(written).toBe(describeControls());
  });
});
