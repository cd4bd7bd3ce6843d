import type { Deployment } from './deployment.ts';

/** Where a deployment's resources come from: a program, or nothing when all is to be deleted. */
export interface Source {
  /**
   * Registers resources with the deployment until there are no more.
   * Answers whether what was not registered may be deleted: not when the program failed.
   */
  run(deployment: Deployment): Promise<boolean>;
  /** The deployment has been stopped: nothing that is registered any more is done. */
  stop(): void;
}

/** Answers to a program whose run has been stopped. */
export class DeploymentStopped extends Error {
  constructor() {
    super('resource monitor shut down: the deployment has been stopped');
    this.name = 'DeploymentStopped';
  }
}
