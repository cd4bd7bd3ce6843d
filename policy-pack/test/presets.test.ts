import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { describePresets } from '../scripts/describe-presets.ts';
import { programControls } from '../src/index.ts';
import { readPolicyConfig } from '../src/state/index.ts';

const folder = join(import.meta.dirname, '../presets');

describe('the files of presets', () => {
  it.each(describePresets())(
    '%s is what `pnpm --filter @trailguard/policy-pack run docs` writes',
    (file, text) => {
      expect(readFileSync(join(folder, file), 'utf8')).toBe(text);
    },
  );

  it('are all there is, and each is a configuration of the pack', () => {
    const files = readdirSync(folder);
    expect(files.sort()).toEqual(
      describePresets()
        .map(([file]) => file)
        .sort(),
    );
    for (const file of files) {
      const config = readPolicyConfig(readFileSync(join(folder, file), 'utf8'), programControls);
      expect(config.size).toBe(programControls.length);
    }
  });
});
