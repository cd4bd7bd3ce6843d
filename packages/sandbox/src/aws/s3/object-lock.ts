import type { Call } from '../call.ts';
import { AwsError } from '../error.ts';
import type { Service } from '../service.ts';
import type { S3Parts } from './service.ts';

interface Retention {
  readonly Mode?: string;
  readonly Days?: number;
  readonly Years?: number;
}

interface Lock {
  readonly ObjectLockEnabled?: string;
  readonly Rule?: { readonly DefaultRetention?: Retention };
}

/** Longest default retention: https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lock.html */
const longest = { Days: 36_500, Years: 100 };

/** Object Lock of buckets. */
export function objectLockOperations({ moto, facts, setObjectLock }: S3Parts): Service['operations'] {
  return {
    /**
     * Also for a bucket that exists and holds objects; moto wants it new.
     * https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lock-configure.html
     */
    PutObjectLockConfiguration: async (call) => {
      const { Bucket: name, ObjectLockConfiguration: lock } = call.input as {
        Bucket: string;
        ObjectLockConfiguration?: Lock;
      };
      const bucket = await facts.bucket(name);
      if (!bucket) throw new AwsError('NoSuchBucket', 'The specified bucket does not exist', 404);
      const retention = requireLock(lock);
      if (!bucket.versioned) {
        throw new AwsError(
          'InvalidBucketState',
          "Versioning must be 'Enabled' on the bucket to apply a Object Lock configuration",
          409,
        );
      }
      await setObjectLock(name, retention);
      return {};
    },
    /** A retention is in days or in years: https://docs.aws.amazon.com/AmazonS3/latest/API/API_DefaultRetention.html */
    GetObjectLockConfiguration: async (call: Call) => {
      const { ObjectLockConfiguration: lock } = (await moto.call(
        call.caller.accountId,
        call.region,
        's3',
        'GetObjectLockConfiguration',
        call.input,
      )) as { ObjectLockConfiguration?: Lock };
      const { Mode, Days, Years } = lock?.Rule?.DefaultRetention ?? {};
      if (!Mode) return { ObjectLockConfiguration: { ObjectLockEnabled: 'Enabled' } };
      const DefaultRetention = { Mode, ...(Days ? { Days } : {}), ...(Years ? { Years } : {}) };
      return { ObjectLockConfiguration: { ObjectLockEnabled: 'Enabled', Rule: { DefaultRetention } } };
    },
  };
}

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObjectLockConfiguration.html; the codes are unverified. */
function requireLock(lock: Lock | undefined): Retention | undefined {
  const malformed = () =>
    new AwsError(
      'MalformedXML',
      'The XML you provided was not well-formed or did not validate against our published schema',
    );
  if (lock?.ObjectLockEnabled !== 'Enabled') throw malformed();
  if (lock.Rule === undefined) return undefined;
  const { Mode: mode, Days: days, Years: years } = lock.Rule.DefaultRetention ?? {};
  if (mode !== 'GOVERNANCE' && mode !== 'COMPLIANCE') throw malformed();
  if ((days === undefined) === (years === undefined)) throw malformed();
  const period = days ?? years ?? 0;
  if (!(period > 0)) {
    throw new AwsError(
      'InvalidRetentionPeriod',
      'Default retention period must be a positive integer value.',
    );
  }
  if (period > (days === undefined ? longest.Years : longest.Days)) {
    throw new AwsError('InvalidRetentionPeriod', 'Default retention period is too large.');
  }
  return { Mode: mode, ...(days === undefined ? { Years: years as number } : { Days: days }) };
}
