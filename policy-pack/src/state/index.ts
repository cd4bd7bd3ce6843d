/** Saved states, judged in the process that asks: nothing here loads the policy SDK. */
export { controlsOfPreset, InvalidEnforcementError, type Preset, presets } from '../enforcement.ts';
export { loadExceptions, type LoadedExceptions } from '../exceptions/load.ts';
export * from '../lens/index.ts';
export { policyNameOf } from '../policy-name.ts';
export { programControls } from '../program-controls.ts';
export { checkStates, type CheckStatesOptions, type StateFile } from './check-states.ts';
export { InvalidPolicyConfigError, type PolicyConfig, readPolicyConfig } from './policy-config.ts';
export { type PolicyPackConfig, policyPackConfig } from '../policy-pack-config.ts';
export { type PolicyEvent, type PreviewedStack, reportPreviews } from './report-previews.ts';
