import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { catalogue } from '../catalogue.ts';
import { controls } from '../controls/index.ts';
import { guides } from './index.ts';

const recommendations = guides.flatMap(({ recommendations }) => recommendations);

describe('the recommendations of the guides', () => {
  it('are 108, each once', () => {
    expect(recommendations).toHaveLength(108);
    expect(new Set(recommendations.map(({ id }) => id)).size).toBe(108);
  });

  it('stand in one file a guide, each of which is listed', () => {
    const files = readdirSync(import.meta.dirname).filter(
      (file) => !file.endsWith('.test.ts') && !['guide.ts', 'index.ts'].includes(file),
    );
    expect(files).toHaveLength(guides.length);
    expect(guides.every(({ recommendations }) => recommendations.length > 0)).toBe(true);
  });

  it('have a control and a component each', () => {
    const bare = recommendations.filter(
      ({ controls, components }) => controls.length === 0 || components.length === 0,
    );
    expect(bare.map(({ id }) => id)).toEqual([]);
  });

  it('name controls of the catalogue, each once', () => {
    for (const { id, controls } of recommendations) {
      expect([id, controls.filter((control) => !(control in catalogue))]).toEqual([id, []]);
      expect([id, new Set(controls).size]).toEqual([id, controls.length]);
    }
  });
});

describe('the catalogue', () => {
  it('promises 159 controls', () => {
    expect(Object.keys(catalogue)).toHaveLength(159);
  });

  it('has every control that is written', () => {
    expect(controls.map(({ id }) => id).filter((id) => !(id in catalogue))).toEqual([]);
  });

  it('has no control that no recommendation asks for', () => {
    const asked = new Set(recommendations.flatMap(({ controls }) => controls));
    expect(Object.keys(catalogue).filter((id) => !asked.has(id))).toEqual([]);
  });
});
