import type { BucketObjectLockConfiguration } from '@pulumi/aws/s3/bucketObjectLockConfiguration.js';
import type * as pulumi from '@pulumi/pulumi';
import { aws } from '../aws.ts';
import type { ClosedBucket } from './closed-bucket.ts';
import type { Lock } from './lock.ts';

/**
 * Locks each new file of a closed bucket for some days; resource `NAME`.
 * @param name of the component that it is made in.
 */
export function lockByDefault(
  name: string,
  closed: ClosedBucket,
  {
    region,
    objectLockMode,
    objectLockDays,
  }: Pick<Lock, 'objectLockMode' | 'objectLockDays'> & { region: string },
  parent: pulumi.Resource,
): BucketObjectLockConfiguration {
  return new aws.s3.BucketObjectLockConfiguration(
    name,
    {
      region,
      bucket: closed.bucketName,
      objectLockEnabled: 'Enabled',
      rule: { defaultRetention: { mode: objectLockMode, days: objectLockDays } },
    },
    { parent, dependsOn: closed.versioning },
  );
}
