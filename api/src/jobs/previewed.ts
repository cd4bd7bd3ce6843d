import type { EngineEvent, Stack } from '@pulumi/pulumi/automation/index.js';
import type { StackFolder } from './programs.ts';
import type { Environment } from './workspace.ts';

/** A previewed stack, before it is applied. */
export interface Previewed {
  readonly folder: StackFolder;
  /** Account of the stack's own credentials. */
  readonly accountId: string;
  readonly stack: Stack;
  /** Credentials that the preview had: they may read the backend. */
  readonly environment: Environment;
  /** Events of the preview. */
  readonly events: readonly EngineEvent[];
}
