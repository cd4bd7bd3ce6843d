import { mappingsOf } from '@trailguard/controls';
import { describe, expect, it } from 'vitest';
import { controlsOfPreset, InvalidEnforcementError, levelsOf, type Preset, presets } from './enforcement.ts';
import { programControls } from './program-controls.ts';

const level = (id: string, enforcement?: Parameters<typeof levelsOf>[1]) =>
  levelsOf(programControls, enforcement).get(id);

describe('the level of a control', () => {
  it('blocks for a finding of high severity, and advises below it', () => {
    for (const { id, severity } of programControls) {
      const blocks = severity === 'critical' || severity === 'high';
      expect([id, level(id)]).toEqual([id, blocks ? 'mandatory' : 'advisory']);
    }
  });

  it.each(Object.entries(presets).filter(([, framework]) => framework !== null) as [Preset, string][])(
    'is disabled outside of the preset %s, which has the controls of %s',
    (preset, framework) => {
      const mapped = programControls.filter(({ id }) =>
        mappingsOf(id).some((mapping) => mapping.framework.id === framework),
      );
      expect(mapped.length).toBeGreaterThan(0);
      expect(controlsOfPreset(programControls, preset)).toEqual(mapped);
      const levels = levelsOf(programControls, { preset });
      const on = programControls.filter(({ id }) => levels.get(id) !== 'disabled');
      expect(on).toEqual(mapped);
    },
  );

  it('follows a framework, inside and outside of the preset', () => {
    const byFramework = { preset: 'cis-5.0' as const, frameworks: { 'cis-aws-5.0': 'advisory' as const } };
    expect(level('CT-02', byFramework)).toBe('advisory');
  });

  it('is the strictest of several frameworks', () => {
    const frameworks = { 'cis-aws-5.0': 'advisory', 'pci-dss-4.0.1': 'mandatory' } as const;
    expect(mappingsOf('CT-06').map(({ framework }) => framework.id)).toEqual(
      expect.arrayContaining(Object.keys(frameworks)),
    );
    expect(level('CT-06', { frameworks })).toBe('mandatory');
  });

  it('is before all else what is said of the control itself', () => {
    const enforcement = {
      frameworks: { 'cis-aws-5.0': 'mandatory' },
      controls: { 'CT-06': 'disabled' },
    } as const;
    expect(level('CT-06', enforcement)).toBe('disabled');
  });
});

describe('an enforcement', () => {
  it('that names what there is not is refused, all of it at once', () => {
    const wrong = {
      controls: { 'XX-01': 'advisory', 'CT-06': 'loud' },
      frameworks: { 'cis-9': 'advisory', constructor: 'advisory' },
    };
    expect(() => levelsOf(programControls, wrong as never)).toThrow(InvalidEnforcementError);
    expect(() => levelsOf(programControls, wrong as never)).toThrow(
      /XX-01 is no control.*\ncis-9 is no framework.*\nconstructor is no framework.*\nCT-06: loud is no level/,
    );
  });

  it.each(['cis-9', 'constructor'])('with the preset %s is refused', (preset) => {
    expect(() => controlsOfPreset(programControls, preset)).toThrow(`There is no preset ${preset}`);
  });
});
