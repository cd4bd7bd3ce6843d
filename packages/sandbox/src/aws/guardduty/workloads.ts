import type { SandboxContext } from '../service.ts';
import { type CoveredWorkload, regionState } from './state.ts';

/** Clusters and instances of an account in a region. */
export interface Workloads {
  readonly accountId: string;
  readonly region: string;
  /** In place of those that were said before. */
  readonly workloads: readonly Workload[];
}

/** A cluster or instance, and whether the agent of runtime monitoring reports from it. */
export interface Workload extends Pick<CoveredWorkload, 'type' | 'name' | 'status'> {
  /** Why it does not. Default: none. */
  readonly issue?: string;
}

const types: readonly unknown[] = ['EKS', 'ECS', 'EC2'];
const statuses: readonly unknown[] = ['HEALTHY', 'UNHEALTHY'];

/**
 * Says which workloads an account has: a sandbox runs none. One whose state stays the same keeps its time.
 *
 * @throws RangeError when there is no detector, or a workload is not a named one of a known type and state.
 */
export function setWorkloads(sandbox: SandboxContext, { accountId, region, workloads }: Workloads): void {
  const detector = regionState(sandbox, region).detectors[accountId];
  if (detector === undefined) throw new RangeError(`'accountId': ${accountId} has no detector in ${region}`);
  if (!Array.isArray(workloads)) throw new RangeError("'workloads' must be a list");
  const before = detector.workloads ?? [];
  detector.workloads = workloads.map(({ type, name, status, issue = '' }: Workload): CoveredWorkload => {
    if (!types.includes(type) || !statuses.includes(status) || typeof name !== 'string' || name === '')
      throw new RangeError(
        `a workload needs a name, a type (${types.join(', ')}) and a status (${statuses.join(', ')})`,
      );
    const known = before.find((one) => one.type === type && one.name === name && one.status === status);
    return { type, name, status, issue, since: known?.since ?? sandbox.clock.now().toISOString() };
  });
}
