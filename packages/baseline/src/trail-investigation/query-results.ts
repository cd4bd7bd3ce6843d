import * as pulumi from '@pulumi/pulumi';
import { aws } from '../aws.ts';
import { ClosedBucket } from '../log-archive/closed-bucket.ts';
import { accessLogLifecycle } from '../log-archive/retention.ts';
import { type ResultsPolicyInput, resultsBucketPolicy, resultsKeyPolicy } from './results-policies.ts';

/** Arguments of {@link QueryResults}. */
export interface QueryResultsArgs {
  /** Name of the bucket. */
  bucketName: string;
  /** Alias of the key, `alias/…`. */
  keyAlias: string;
  /** Region of both. */
  region: string;
  /** Account of both, 12 digits. */
  accountId: string;
  /** ARNs of the roles that ask, and read what is answered. */
  investigatorRoleArns: string[];
  /** Days that results are kept. */
  resultDays: number;
}

/**
 * Bucket and key of what queries answer: versioned, encrypted, closed, and emptied after `resultDays`. Nothing in it is
 * evidence: a query can be asked again, and the log files are what is proven.
 */
export class QueryResults extends pulumi.ComponentResource {
  /** Name of the bucket, once its policy is in force. */
  readonly bucketName: pulumi.Output<string>;
  /** ARN of the key. */
  readonly keyArn: pulumi.Output<string>;

  constructor(name: string, args: QueryResultsArgs, opts?: pulumi.ComponentResourceOptions) {
    super('trailguard:index:QueryResults', name, args, opts);
    const { region, bucketName } = args;
    const input: ResultsPolicyInput = args;

    const key = new aws.kms.Key(
      name,
      {
        region,
        description: `Encrypts what queries over the log files answer, in ${bucketName}`,
        enableKeyRotation: true,
        deletionWindowInDays: 30,
        policy: resultsKeyPolicy(input),
      },
      { parent: this, protect: true },
    );
    new aws.kms.Alias(name, { region, name: args.keyAlias, targetKeyId: key.keyId }, { parent: this });
    const closed = new ClosedBucket(
      name,
      { bucketName, region, objectLockEnabled: false, kmsKeyArn: key.arn },
      { parent: this },
    );
    new aws.s3.BucketLifecycleConfiguration(
      name,
      { region, bucket: closed.bucketName, rules: accessLogLifecycle(args.resultDays) },
      { parent: this, dependsOn: closed.versioning },
    );
    const policy = new aws.s3.BucketPolicy(
      name,
      { region, bucket: closed.bucketName, policy: resultsBucketPolicy(input) },
      { parent: this, dependsOn: closed },
    );

    this.bucketName = policy.bucket;
    this.keyArn = key.arn;
    this.registerOutputs({ bucketName: this.bucketName, keyArn: this.keyArn });
  }
}
