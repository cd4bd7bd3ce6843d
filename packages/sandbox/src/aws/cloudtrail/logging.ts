import type {
  GetTrailStatusResponse,
  StartLoggingResponse,
  StopLoggingResponse,
} from '@aws-sdk/client-cloudtrail';
import type { Call } from '../call.ts';
import type { SandboxContext } from '../service.ts';
import { beginChains } from './delivery/chains.ts';
import { scheduleDelivery } from './delivery/schedule.ts';
import { findOwnTrail, findTrail } from './find-trail.ts';
import { isLogging, statusKey, type Trail } from './state.ts';

/** https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_StartLogging.html */
export function startLogging(call: Call, sandbox: SandboxContext): StartLoggingResponse {
  const trail = findOwnTrail(call, sandbox, call.input.Name);
  if (isLogging(trail)) return {};
  trail.periods.push({ from: sandbox.clock.now().toISOString() });
  beginChains(sandbox, trail);
  scheduleDelivery(sandbox);
  return {};
}

/** https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_StopLogging.html */
export function stopLogging(call: Call, sandbox: SandboxContext): StopLoggingResponse {
  endLogging(findOwnTrail(call, sandbox, call.input.Name), call, sandbox);
  return {};
}

/** Ends the period that is open, if one is. The call that ends it is its last event. */
export function endLogging(trail: Trail, call: Call, sandbox: SandboxContext): boolean {
  const period = trail.periods.at(-1);
  if (!period || period.to !== undefined) return false;
  period.to = sandbox.clock.now().toISOString();
  period.endedBy = call.id;
  return true;
}

function date(iso: string | undefined): Date | undefined {
  return iso === undefined ? undefined : new Date(iso);
}

/** The old text form of a time, without milliseconds. */
function text(iso: string | undefined): string {
  return iso === undefined ? '' : `${iso.slice(0, 19)}Z`;
}

function succeeded(attempt: string | undefined, error: string | undefined): string {
  return attempt !== undefined && error === undefined ? attempt : '';
}

/**
 * Status in the call's region and, for an organization trail seen from a member, of that account. Fields
 * that have no value yet are left out; those "no longer in use" are answered as texts, as AWS still does.
 * https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_GetTrailStatus.html
 */
export function getTrailStatus(call: Call, sandbox: SandboxContext): GetTrailStatusResponse {
  const trail = findTrail(call, sandbox, call.input.Name);
  const status = trail.status[statusKey(call.caller.accountId, call.region)] ?? {};
  const period = trail.periods.at(-1);
  const stopped = trail.periods.findLast((one) => one.to !== undefined)?.to;
  return {
    IsLogging: isLogging(trail),
    LatestDeliveryTime: date(status.latestDeliveryTime),
    LatestDeliveryError: status.latestDeliveryError,
    LatestNotificationTime: date(status.latestNotificationTime),
    LatestNotificationError: status.latestNotificationError,
    StartLoggingTime: date(period?.from),
    StopLoggingTime: date(stopped),
    LatestCloudWatchLogsDeliveryTime: date(status.latestLogGroupDeliveryTime),
    LatestCloudWatchLogsDeliveryError: status.latestLogGroupDeliveryError,
    LatestDigestDeliveryTime: date(status.latestDigestDeliveryTime),
    LatestDigestDeliveryError: status.latestDigestDeliveryError,
    LatestDeliveryAttemptTime: text(status.latestDeliveryAttemptTime),
    LatestNotificationAttemptTime: text(status.latestNotificationAttemptTime),
    LatestDeliveryAttemptSucceeded: text(
      succeeded(status.latestDeliveryAttemptTime, status.latestDeliveryError) || undefined,
    ),
    LatestNotificationAttemptSucceeded: text(
      succeeded(status.latestNotificationAttemptTime, status.latestNotificationError) || undefined,
    ),
    TimeLoggingStarted: text(period?.from),
    TimeLoggingStopped: text(stopped),
  };
}
