import type { BucketVersioning } from '@pulumi/aws/s3/bucketVersioning.js';
import { aws } from '../aws.ts';
import * as pulumi from '@pulumi/pulumi';

/** Arguments of {@link ClosedBucket}. */
export interface ClosedBucketArgs {
  /** Name of the bucket. */
  bucketName: string;
  /** Region of the bucket. */
  region: string;
  /** Whether files can be locked; it cannot be taken back. */
  objectLockEnabled: boolean;
  /** Key for SSE-KMS with an S3 Bucket Key. Left out, files have SSE-S3. */
  kmsKeyArn?: pulumi.Input<string>;
}

/**
 * A bucket that is versioned, encrypted, owned by its account alone and closed to the public: what the log
 * bucket and the bucket of its access logs have in common. It has no `forceDestroy` and is protected.
 */
export class ClosedBucket extends pulumi.ComponentResource {
  /** Name of the bucket, once it exists. */
  readonly bucketName: pulumi.Output<string>;
  /** Versioning of the bucket: what Object Lock waits for. */
  readonly versioning: BucketVersioning;

  constructor(name: string, args: ClosedBucketArgs, opts?: pulumi.ComponentResourceOptions) {
    super('trailguard:index:ClosedBucket', name, args, opts);
    const { region } = args;

    const { bucket } = new aws.s3.Bucket(
      name,
      { region, bucket: args.bucketName, ...(args.objectLockEnabled ? { objectLockEnabled: true } : {}) },
      { parent: this, protect: true },
    );
    new aws.s3.BucketPublicAccessBlock(
      name,
      {
        region,
        bucket,
        blockPublicAcls: true,
        blockPublicPolicy: true,
        ignorePublicAcls: true,
        restrictPublicBuckets: true,
      },
      { parent: this },
    );
    new aws.s3.BucketOwnershipControls(
      name,
      { region, bucket, rule: { objectOwnership: 'BucketOwnerEnforced' } },
      { parent: this },
    );
    new aws.s3.BucketServerSideEncryptionConfiguration(
      name,
      {
        region,
        bucket,
        rules: [
          args.kmsKeyArn === undefined
            ? { applyServerSideEncryptionByDefault: { sseAlgorithm: 'AES256' } }
            : {
                applyServerSideEncryptionByDefault: {
                  sseAlgorithm: 'aws:kms',
                  kmsMasterKeyId: args.kmsKeyArn,
                },
                bucketKeyEnabled: true,
              },
        ],
      },
      { parent: this },
    );
    this.versioning = new aws.s3.BucketVersioning(
      name,
      { region, bucket, versioningConfiguration: { status: 'Enabled' } },
      { parent: this },
    );

    this.bucketName = bucket;
    this.registerOutputs({ bucketName: this.bucketName });
  }
}
