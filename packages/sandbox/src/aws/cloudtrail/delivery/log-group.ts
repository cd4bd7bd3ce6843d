import { AwsError } from '../../error.ts';
import type { SandboxContext } from '../../service.ts';
import { logGroupSession, logStreamName, mayAssume, parseLogGroupArn } from '../checks/log-group.ts';
import type { CloudTrailEvent } from '../events/event.ts';
import type { Trail, UndeliveredFile } from '../state.ts';
import { statusOf } from './log-files.ts';

/**
 * One PutLogEvents takes 1 MB and 10,000 events, 26 bytes counted on each.
 * https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutLogEvents.html
 */
const BatchBytes = 1_048_576;
const BatchEvents = 10_000;
const OverheadBytes = 26;
/** CloudTrail does not send events above CloudWatch Logs' limit for one. */
const EventBytes = 262_144;

interface LogEvent {
  readonly timestamp: number;
  readonly message: string;
}

function batches(events: readonly CloudTrailEvent[]): LogEvent[][] {
  const lines = events
    .map((event) => ({ timestamp: new Date(event.eventTime).getTime(), message: JSON.stringify(event) }))
    .filter(({ message }) => Buffer.byteLength(message) + OverheadBytes <= EventBytes)
    .sort((a, b) => a.timestamp - b.timestamp);
  const result: LogEvent[][] = [];
  let bytes = 0;
  for (const line of lines) {
    const size = Buffer.byteLength(line.message) + OverheadBytes;
    const last = result.at(-1);
    if (!last || bytes + size > BatchBytes || last.length >= BatchEvents) {
      result.push([line]);
      bytes = size;
    } else {
      last.push(line);
      bytes += size;
    }
  }
  return result;
}

/** Sends the events of a file to the trail's log group, with the trail's role. */
export async function deliverToLogGroup(
  sandbox: SandboxContext,
  trail: Trail,
  file: UndeliveredFile,
  now: Date,
): Promise<void> {
  if (trail.logGroupArn === undefined || trail.logGroupRoleArn === undefined) return;
  const group = parseLogGroupArn(trail.logGroupArn);
  if (!group) return;
  const status = statusOf(trail, file.accountId, file.region);
  if (!(await mayAssume(sandbox, trail, trail.logGroupRoleArn))) {
    status.latestLogGroupDeliveryError = 'Access denied. Check the trust relationships for your role.';
    return;
  }
  const stream = {
    logGroupName: group.name,
    logStreamName: logStreamName(trail, file.accountId, file.region, sandbox.organization.id),
  };
  const session = logGroupSession(trail.logGroupRoleArn);
  const send = (operation: string, input: object) =>
    sandbox.call(session, group.region, 'logs', operation, { ...stream, ...input });
  try {
    for (const logEvents of batches(file.events as readonly CloudTrailEvent[])) {
      try {
        await send('PutLogEvents', { logEvents });
      } catch (error) {
        if (!(error instanceof AwsError) || error.code !== 'ResourceNotFoundException') throw error;
        await send('CreateLogStream', {});
        await send('PutLogEvents', { logEvents });
      }
    }
    status.latestLogGroupDeliveryTime = now.toISOString();
    delete status.latestLogGroupDeliveryError;
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    status.latestLogGroupDeliveryError = /AccessDenied/.test(error.code)
      ? 'Access denied. Check the permissions for your role.'
      : error.code;
  }
}
