import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { counterparts } from './checks.ts';
import { describeDifferences } from './describe-differences.ts';
import { explanations } from './differences.ts';
import { misconfigurations } from './misconfigurations.ts';
import { faults, rows } from './rows.ts';

describe('the table of differences from Prowler', () => {
  it('is about controls that are compared, in rows that there are', () => {
    expect(explanations.filter(({ controlId }) => !Object.hasOwn(counterparts, controlId))).toEqual([]);
    expect(explanations.filter(({ when }) => !rows.some((row) => when.test(row)))).toEqual([]);
  });

  it('explains no verdict twice, and none on which both agree', () => {
    const keys = explanations.flatMap(({ controlId, ours, theirs, when }) =>
      rows.filter((row) => when.test(row)).map((row) => `${row}: ${controlId} ${ours} ${theirs}`),
    );
    expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([]);
    expect(explanations.filter(({ ours, theirs }) => ours === theirs)).toEqual([]);
  });

  it('lets a control that a fault is about pass in its row to nobody but Prowler', () => {
    const passed = misconfigurations.filter(({ what, controlId }) =>
      explanations.some(
        (one) =>
          one.controlId === controlId && one.when.test(what) && one.ours !== 'fail' && one.theirs === 'fail',
      ),
    );
    expect(passed).toEqual([]);
  });

  it('has a bad organization with faults of trail, storage and detection', () => {
    expect(new Set(faults.map(({ controlId }) => controlId.split('-')[0]))).toEqual(
      new Set(['CT', 'LB', 'NT', 'GD']),
    );
  });

  it('stands in docs/prowler.md as `pnpm run docs` writes it', async () => {
    const written = await readFile(join(import.meta.dirname, '../../docs/prowler.md'), 'utf8');
    expect(written).toBe(describeDifferences());
  });
});
