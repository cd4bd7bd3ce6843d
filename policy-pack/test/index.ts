/** What tests in other rooms need to ask the pack as the engine does. */
export { PackInProcess } from './pack-in-process.ts';
export { PackProcess } from './pack-process.ts';
export type { Diagnostic, EngineResource, PolicySettings } from './requests.ts';
