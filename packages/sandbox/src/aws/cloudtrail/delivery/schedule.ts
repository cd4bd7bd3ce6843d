import type { SandboxContext } from '../../service.ts';
import { cloudTrailState } from '../state.ts';

/**
 * CloudTrail delivers log files about every 5 minutes.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/get-and-view-cloudtrail-log-files.html
 */
const DeliveryMs = 5 * 60_000;

/** Name of the task that delivers, for `SandboxContext.schedule`. */
export const DeliveryTask = 'cloudtrail.deliver';

/** Lets the next delivery happen at the next full five minutes, unless one is already planned. */
export function scheduleDelivery(sandbox: SandboxContext): void {
  const state = cloudTrailState(sandbox);
  if (state.ticking) return;
  state.ticking = true;
  const now = sandbox.clock.now().getTime();
  sandbox.schedule(new Date((Math.floor(now / DeliveryMs) + 1) * DeliveryMs), DeliveryTask, {});
}
