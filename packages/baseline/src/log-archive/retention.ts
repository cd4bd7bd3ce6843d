/** How long log files are kept and locked, in days. */
export interface Retention {
  readonly logRetentionDays: number;
  readonly objectLockDays: number;
  readonly archiveAfterDays: number;
  /** How long access logs are kept; they have no lock. */
  readonly accessLogRetentionDays?: number;
}

/** Fewest days for which a replaced version stays, however short the lock. */
const KeepReplacedDays = 90;

/** Days after which an upload that never finished is dropped. */
const AbortUploadsAfterDays = 7;

/**
 * Checks that the periods fit together.
 * @returns one sentence for each fault; none when all is well.
 */
export function retentionFaults(retention: Retention): string[] {
  const faults: string[] = [];
  for (const [name, days] of Object.entries(retention)) {
    if (!Number.isInteger(days) || days < 1)
      faults.push(`${name} is ${days}; it must be a whole number of days, at least 1`);
  }
  if (retention.logRetentionDays <= retention.objectLockDays) {
    faults.push(
      `logRetentionDays (${retention.logRetentionDays}) must be longer than objectLockDays (${retention.objectLockDays}): ` +
        'S3 cannot remove a file that is still locked',
    );
  }
  return faults;
}

/**
 * Lifecycle of the log files: to S3 Glacier Flexible Retrieval, then removed. A version that was replaced
 * stays for as long as a lock would hold it and at least 90 days, so an overwritten file can be recovered. S3 moves no file
 * under 128 KB by default, since archiving costs more than it saves there.
 * @param prefixes what the rules are for; an empty one is all of the bucket. Default: where trails without a prefix of
 * their own write.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/lifecycle-transition-general-considerations.html
 */
export function logLifecycle(retention: Retention, prefixes: readonly string[] = ['AWSLogs/']) {
  return prefixes.flatMap((prefix, index) => rulesFor(retention, prefix, index === 0 ? '' : `-${index + 1}`));
}

function rulesFor(
  { logRetentionDays, objectLockDays, archiveAfterDays }: Retention,
  prefix: string,
  suffix: string,
) {
  return [
    {
      id: `archive-and-expire${suffix}`,
      status: 'Enabled',
      filter: { prefix },
      // Nothing to archive when files go before.
      ...(archiveAfterDays < logRetentionDays
        ? { transitions: [{ days: archiveAfterDays, storageClass: 'GLACIER' }] }
        : {}),
      expiration: { days: logRetentionDays },
      noncurrentVersionExpiration: { noncurrentDays: Math.max(objectLockDays, KeepReplacedDays) },
      abortIncompleteMultipartUpload: { daysAfterInitiation: AbortUploadsAfterDays },
    },
    {
      // Apart, because S3 takes `days` and this not in one rule.
      id: `remove-delete-markers${suffix}`,
      status: 'Enabled',
      filter: { prefix },
      expiration: { expiredObjectDeleteMarker: true },
    },
  ];
}

/** Lifecycle of a bucket of access logs: removed after `days`, replaced versions too. */
export function accessLogLifecycle(days: number) {
  return [
    {
      id: 'expire',
      status: 'Enabled',
      filter: { prefix: '' },
      expiration: { days },
      noncurrentVersionExpiration: { noncurrentDays: days },
      abortIncompleteMultipartUpload: { daysAfterInitiation: AbortUploadsAfterDays },
    },
  ];
}
