import * as pulumi from '@pulumi/pulumi';
import { checkArguments } from '../check-arguments.ts';
import { archiveBucket } from '../log-archive/archive-bucket.ts';
import { archiveKey } from '../log-archive/archive-key.ts';
import { readerFaults } from '../log-archive/readers.ts';
import { accessLogLifecycle } from '../log-archive/retention.ts';
import { configBucketPolicy, configKeyPolicy } from './config-policies.ts';

/** Arguments of {@link ConfigArchive}. Names are plain strings: a policy that knows them is known on a preview. */
export interface ConfigArchiveArgs {
  /** Name of the bucket. */
  bucketName: string;
  /** Name of the bucket that takes its access logs. */
  accessLogBucketName: string;
  /** Alias of the key, `alias/…`. */
  keyAlias: string;
  /** Region of both buckets and the key. */
  region: string;
  /** Account that they are made in, 12 digits: the log archive. */
  accountId: string;
  /** Id of the organization whose recorders deliver, `o-…`. */
  organizationId: string;
  /** ARN of the one role that may delete files and end the key. It need not exist yet. */
  breakGlassRoleArn: string;
  /** ARNs of the roles that may change settings without MFA, and never delete: the one that deploys must be among them. */
  deployRoleArns: string[];
  /** ARNs of roles that may read, of any account. None may administer the archive. Default: none. */
  readerRoleArns?: string[];
  /** ARNs of further roles that may change retention once the policy is in place. Default: none. */
  retentionAdministratorArns?: string[];
  /** Days after which files and access logs are removed. Default: 2555, seven years, as long as AWS Config keeps its own records. */
  retentionDays?: number;
}

/**
 * The bucket that AWS Config delivers configurations and histories to, for recorders of all accounts and regions of the
 * organization. It is a bucket of its own, closed as the log bucket is, and has no Object Lock: AWS Config refuses a bucket with
 * a default retention. The bucket's policy comes last, because it refuses changes of retention to the deploying role as well.
 * Costs one KMS key a month and the storage.
 * @throws when a reader is none, or the days are no whole number of at least 1.
 * @see https://docs.aws.amazon.com/config/latest/developerguide/s3-bucket-policy.html
 */
export class ConfigArchive extends pulumi.ComponentResource {
  /** Name of the bucket, once AWS Config may write into it. */
  readonly bucketName: pulumi.Output<string>;
  /** ARN of the key. */
  readonly keyArn: pulumi.Output<string>;

  constructor(name: string, args: ConfigArchiveArgs, opts?: pulumi.ComponentResourceOptions) {
    checkArguments('ConfigArchive', name, args);
    const { region, bucketName, breakGlassRoleArn, deployRoleArns } = args;
    const readerRoleArns = args.readerRoleArns ?? [];
    const retentionAdministratorArns = args.retentionAdministratorArns ?? [];
    const retentionDays = args.retentionDays ?? 2555;
    const faults = [
      ...readerFaults(readerRoleArns, [breakGlassRoleArn, ...deployRoleArns]),
      ...(Number.isInteger(retentionDays) && retentionDays >= 1
        ? []
        : [`retentionDays is ${retentionDays}; it must be a whole number of days, at least 1`]),
    ];
    if (faults.length > 0) throw new Error(`ConfigArchive "${name}": ${faults.join('; ')}`);

    super('trailguard:index:ConfigArchive', name, args, opts);
    const policies = { ...args, readerRoleArns, retentionAdministratorArns };
    const { key, alias } = archiveKey(
      name,
      {
        region,
        description: 'Encrypts what AWS Config delivers',
        keyAlias: args.keyAlias,
        policy: configKeyPolicy(policies),
      },
      this,
    );
    const bucket = archiveBucket(
      name,
      {
        bucketName,
        accessLogBucketName: args.accessLogBucketName,
        accessLogRetentionDays: retentionDays,
        region,
        accountId: args.accountId,
        kmsKeyArn: key.arn,
        lifecycle: accessLogLifecycle(retentionDays),
        breakGlassRoleArn,
        deployRoleArns,
        retentionAdministratorArns,
      },
      this,
    );
    const policy = bucket.setPolicy(configBucketPolicy(policies), [alias]);

    this.bucketName = policy.bucket;
    this.keyArn = key.arn;
    this.registerOutputs({ bucketName: this.bucketName, keyArn: this.keyArn });
  }
}
