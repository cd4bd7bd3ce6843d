import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import type { SandboxContext } from '../../service.ts';
import type { CloudTrailEvent } from '../events/event.ts';
import { type DeliveryStatus, statusKey, type Trail, type UndeliveredFile } from '../state.ts';
import type { BucketWriter } from './bucket-writer.ts';
import { logFileKey } from './keys.ts';
import { deliverToLogGroup } from './log-group.ts';
import { placeOf } from './places.ts';
import { notify } from './topic.ts';

/**
 * CloudTrail tries to deliver to a bucket that refuses for 30 days.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-troubleshooting.html
 */
const RetryMs = 30 * 24 * 3_600_000;
/** Events in one file; real files end at about 50 MB uncompressed. */
const EventsPerFile = 10_000;

/** Status of one account and region of a trail, made on first use. */
export function statusOf(trail: Trail, accountId: string, region: string): DeliveryStatus {
  const key = statusKey(accountId, region);
  trail.status[key] ??= {};
  return trail.status[key];
}

/** Events of one account and region, to be one or more files. */
function filesOf(events: readonly CloudTrailEvent[], now: Date): UndeliveredFile[] {
  const groups = Object.groupBy(events, (event) => statusKey(event.recipientAccountId, event.awsRegion));
  return Object.values(groups).flatMap((group = []) => {
    const first = group[0];
    if (!first) return [];
    const files: UndeliveredFile[] = [];
    for (let at = 0; at < group.length; at += EventsPerFile) {
      files.push({
        accountId: first.recipientAccountId,
        region: first.awsRegion,
        events: group.slice(at, at + EventsPerFile),
        firstTriedAt: now.toISOString(),
      });
    }
    return files;
  });
}

/** Sixteen letters and digits, the same for the same file: the sandbox is reproducible. */
function uniquePart(trail: Trail, content: string): string {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
  const digest = createHash('sha256').update(trail.arn).update(content).digest();
  return [...digest.subarray(0, 16)].map((byte) => alphabet[byte % alphabet.length]).join('');
}

async function deliverFile(
  sandbox: SandboxContext,
  trail: Trail,
  file: UndeliveredFile,
  writer: BucketWriter,
  now: Date,
): Promise<string | undefined> {
  const events = file.events as readonly CloudTrailEvent[];
  const content = JSON.stringify({ Records: events });
  const place = placeOf(sandbox, trail, file.accountId, file.region);
  const key = logFileKey(place, now, uniquePart(trail, content));
  const error = await writer.put(key, gzipSync(content));
  if (error !== undefined) return error;

  const times = events.map((event) => event.eventTime).sort();
  trail.chains[statusKey(file.accountId, file.region)]?.files.push({
    bucket: trail.bucketName,
    key,
    sha256: createHash('sha256').update(content).digest('hex'),
    deliveredAt: now.toISOString(),
    oldestEventTime: times[0] ?? '',
    newestEventTime: times.at(-1) ?? '',
  });
  await notify(sandbox, trail, file, key, now);
  return undefined;
}

/**
 * Writes a trail's log files, those refused before first. After one refusal the rest of the round waits:
 * they all go to the same bucket.
 */
export async function deliverLogFiles(
  sandbox: SandboxContext,
  trail: Trail,
  events: readonly CloudTrailEvent[],
  writer: BucketWriter,
  now: Date,
): Promise<void> {
  const fresh = filesOf(events, now);
  const waiting = [...trail.undelivered, ...fresh];
  trail.undelivered = [];
  let refusal: string | undefined;
  for (const file of waiting) {
    const status = statusOf(trail, file.accountId, file.region);
    status.latestDeliveryAttemptTime = now.toISOString();
    refusal ??= await deliverFile(sandbox, trail, file, writer, now);
    if (refusal === undefined) {
      status.latestDeliveryTime = now.toISOString();
      delete status.latestDeliveryError;
      continue;
    }
    status.latestDeliveryError = refusal;
    if (now.getTime() - new Date(file.firstTriedAt).getTime() < RetryMs) trail.undelivered.push(file);
  }
  for (const file of fresh) await deliverToLogGroup(sandbox, trail, file, now);
}
