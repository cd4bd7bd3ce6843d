import type { BucketPolicy } from '@pulumi/aws/s3/bucketPolicy.js';
import type { BucketLifecycleConfigurationArgs } from '@pulumi/aws/s3/bucketLifecycleConfiguration.js';
import type * as pulumi from '@pulumi/pulumi';
import { aws } from '../aws.ts';
import type { AccessLogBucketArgs } from './access-log-bucket.ts';
import { logAccess } from './access-logging.ts';
import { ClosedBucket } from './closed-bucket.ts';
import { lockByDefault } from './default-lock.ts';
import type { Lock } from './lock.ts';

/** What differs from one archive's bucket to another's. */
export interface ArchiveBucketArgs
  extends Omit<AccessLogBucketArgs, 'bucketName' | 'sourceBucketName' | 'retentionDays'> {
  /** Name of the bucket. */
  bucketName: string;
  /** Name of the bucket that takes its access logs. */
  accessLogBucketName: string;
  /** Days for which access logs are kept. */
  accessLogRetentionDays: number;
  /** Key of the files. */
  kmsKeyArn: pulumi.Input<string>;
  /** Lock of each new file. Left out, the bucket cannot lock. */
  lock?: Pick<Lock, 'objectLockMode' | 'objectLockDays'>;
  /** When files move and end. Left out, nothing does by itself. */
  lifecycle?: NonNullable<BucketLifecycleConfigurationArgs['rules']>;
}

/** A bucket of the archive, closed and waiting for its policy. */
export interface ArchiveBucket {
  readonly closed: ClosedBucket;
  /** Name of the bucket of access logs, once it takes them. */
  readonly accessLogBucketName: pulumi.Output<string>;
  /**
   * Sets the policy, after all settings of the bucket: it refuses changes of retention to the deploying role as well.
   * @param dependsOn what has to be there before, too.
   */
  setPolicy(policy: string, dependsOn?: readonly pulumi.Resource[]): BucketPolicy;
}

/**
 * The bucket of one archive: closed, locked, with a lifecycle and its access logged; resources `NAME` and `NAME-access`.
 * @param name of the component that it is made in.
 */
export function archiveBucket(
  name: string,
  { accessLogBucketName, accessLogRetentionDays, kmsKeyArn, lock, lifecycle, ...args }: ArchiveBucketArgs,
  parent: pulumi.Resource,
): ArchiveBucket {
  const { bucketName, region } = args;
  const closed = new ClosedBucket(
    name,
    { bucketName, region, objectLockEnabled: lock !== undefined, kmsKeyArn },
    { parent },
  );
  const settings: pulumi.Resource[] = [closed];
  if (lock) settings.push(lockByDefault(name, closed, { region, ...lock }, parent));
  if (lifecycle) {
    settings.push(
      new aws.s3.BucketLifecycleConfiguration(
        name,
        { region, bucket: closed.bucketName, rules: lifecycle },
        { parent, dependsOn: closed.versioning },
      ),
    );
  }
  const access = logAccess(
    name,
    closed,
    {
      ...args,
      bucketName: accessLogBucketName,
      sourceBucketName: bucketName,
      retentionDays: accessLogRetentionDays,
    },
    parent,
  );
  settings.push(access.logging);
  return {
    closed,
    accessLogBucketName: access.accessLogBucketName,
    setPolicy: (policy, dependsOn = []) =>
      new aws.s3.BucketPolicy(
        name,
        { region, bucket: closed.bucketName, policy },
        { parent, dependsOn: [...settings, ...dependsOn] },
      ),
  };
}
