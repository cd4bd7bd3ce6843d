import type { SandboxContext } from '../service.ts';

/** What is known of Control Tower in the organization. */
export interface ControlTowerState {
  /** None: the organization is without Control Tower. */
  landingZone?: {
    readonly arn: string;
    readonly logArchive: string;
    readonly audit: string;
    readonly regions: readonly string[];
  };
}

export function controlTowerState(sandbox: Pick<SandboxContext, 'state'>): ControlTowerState {
  return sandbox.state<ControlTowerState>('controltower', () => ({}));
}
