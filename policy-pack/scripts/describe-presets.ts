import { type Preset, presets } from '../src/enforcement.ts';
import { policyPackConfig } from '../src/policy-pack-config.ts';
import { programControls } from '../src/program-controls.ts';

/** Name of each preset's file, and its content. */
export function describePresets(): readonly (readonly [file: string, text: string])[] {
  return (Object.keys(presets) as Preset[]).map((preset) => [
    `${preset}.json`,
    `${JSON.stringify(policyPackConfig(programControls, { preset }), null, 2)}\n`,
  ]);
}
