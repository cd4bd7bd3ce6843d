export type { CallRecord, Delays } from './aws/service.ts';
export { defaultDelays, type Sandbox, type SandboxOptions, startSandbox } from './sandbox.ts';
