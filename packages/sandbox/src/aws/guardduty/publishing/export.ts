import { createHash, randomUUID } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { AwsError } from '../../error.ts';
import type { SandboxContext } from '../../service.ts';
import { detectorArn } from '../detectors.ts';
import { visibleFindings } from '../findings/findings.ts';
import { guardDutyCaller } from '../service-linked-role.ts';
import { administratorOf, type Detector, type RegionState, regionState } from '../state.ts';
import { findingsFolder, readDestination } from './permission.ts';

/**
 * New findings are exported within 5 minutes.
 * https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_exportfindings.html
 */
const ExportMs = 5 * 60_000;

/** Name of the task that exports, for `SandboxContext.schedule`. */
export const ExportTask = 'guardduty.export';

export interface ExportArgs {
  readonly region: string;
  /** Account whose destination is written. */
  readonly accountId: string;
  readonly findingIds: readonly string[];
}

/** Lets findings be written to the destinations of their account and of its administrator. */
export function scheduleExport(
  sandbox: SandboxContext,
  region: RegionState,
  detector: Detector,
  findingIds: readonly string[],
): void {
  const administratorId = administratorOf(region, detector.accountId)?.accountId;
  const accounts = [detector.accountId, ...(administratorId === undefined ? [] : [administratorId])];
  const at = new Date(sandbox.clock.now().getTime() + ExportMs);
  for (const accountId of accounts) {
    if (!region.detectors[accountId]?.destinations.length) continue;
    const args: ExportArgs = { region: detector.region, accountId, findingIds };
    sandbox.schedule(at, ExportTask, args);
  }
}

function writeKey(folder: string, now: Date): string {
  return `${folder}/${now.toISOString().slice(0, 10).replaceAll('-', '/')}/${randomUUID()}.jsonl.gz`;
}

/**
 * Writes findings to a destination, one object per account they are of; archived ones are not exported. A
 * refusal shows in the destination's status.
 */
export async function exportFindings(args: ExportArgs, sandbox: SandboxContext): Promise<void> {
  const region = regionState(sandbox, args.region);
  const detector = region.detectors[args.accountId];
  const destination = detector?.destinations[0];
  if (!detector || !destination) return;
  const now = sandbox.clock.now();
  const findings = visibleFindings(region, detector).filter(
    (finding) => args.findingIds.includes(finding.Id ?? '') && finding.Service?.Archived !== true,
  );
  const caller = guardDutyCaller(detector.accountId, detectorArn(detector));
  const place = readDestination(destination.destinationArn);
  try {
    for (const [accountId, group = []] of Object.entries(
      Object.groupBy(findings, (one) => one.AccountId ?? ''),
    )) {
      await sandbox.call(
        caller,
        destination.kmsKeyArn.split(':')[3] ?? args.region,
        'kms',
        'GenerateDataKey',
        {
          KeyId: destination.kmsKeyArn,
          KeySpec: 'AES_256',
        },
      );
      const content = gzipSync(group.map((finding) => JSON.stringify(jsonForm(finding))).join('\n'));
      await sandbox.call(caller, args.region, 's3', 'PutObject', {
        Bucket: place.bucket,
        Key: writeKey(findingsFolder(place, accountId, args.region), now),
        Body: content,
        // A bucket whose objects are locked takes none without.
        ContentMD5: createHash('md5').update(content).digest('base64'),
        ContentType: 'application/x-gzip',
        ServerSideEncryption: 'aws:kms',
        SSEKMSKeyId: destination.kmsKeyArn,
      });
    }
    destination.status = 'PUBLISHING';
    destination.failingSince = 0;
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    destination.status = 'UNABLE_TO_PUBLISH_FIX_DESTINATION_PROPERTY';
    destination.failingSince ||= now.getTime();
  }
}

/** Findings in files and events have the names of the JSON form: `schemaVersion`, `accountId`… */
export function jsonForm(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(jsonForm);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [
      name.charAt(0).toLowerCase() + name.slice(1),
      jsonForm(inner),
    ]),
  );
}
