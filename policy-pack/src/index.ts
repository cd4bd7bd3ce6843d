export {
  all,
  any,
  type Control,
  type ControlDefinition,
  decide,
  defineControl,
  type Estate,
  evidence,
  fail,
  judge,
  notApplicable,
  pass,
  type Result,
  unknown,
  unknownBecause,
} from '@trailguard/controls';
export {
  controlsOfPreset,
  type Enforcement,
  InvalidEnforcementError,
  levelsOf,
  type Preset,
  presets,
} from './enforcement.ts';
export { loadExceptions, type LoadedExceptions } from './exceptions/load.ts';
export { estateOf, type LensOptions } from './lens/estate.ts';
export type { Program } from './lens/program.ts';
export { type EngineResource, fromInputs, type ProgramResource } from './lens/program-resource.ts';
export { policyNameOf } from './policy-name.ts';
export { programControls } from './program-controls.ts';
export type { Remediation } from './remediation/index.ts';
export {
  exceptionsVariable,
  type PackOptions,
  packName,
  packPolicies,
  trailguardPack,
} from './trailguard-pack.ts';
