import { aws } from '../aws.ts';
import * as pulumi from '@pulumi/pulumi';
import { checkArguments } from '../check-arguments.ts';
import {
  type DataEvents,
  dataSelectors,
  type FurtherDataEvents,
  type NetworkActivity,
  selectorFaults,
} from './event-selectors.ts';

/** Arguments of {@link DataTrail}. */
export interface DataTrailArgs {
  /** Name of the trail; bucket and key policies must know its ARN. */
  trailName: string;
  /** The trail's home region. */
  region: string;
  /** Bucket of the log-archive account; its policy must already admit this trail. */
  bucketName: pulumi.Input<string>;
  /**
   * Folder of the trail's files in the bucket, whose policy and lifecycle must know it. Default: none, so they lie
   * beside those of management events; digests tell them apart.
   */
  keyPrefix?: string;
  /** ARN of the customer-managed key of the log files, in the bucket's region. There is no unencrypted mode. */
  kmsKeyArn: pulumi.Input<string>;
  /**
   * ARNs of the buckets that log files are delivered into, with their access logs and copies. Their objects are left
   * out, because each delivery would be an event that is delivered in turn; their access logs tell who reads them.
   */
  logBucketArns: string[];
  /** Calls on objects of S3 buckets. Default: none. */
  s3?: DataEvents;
  /** Invocations of Lambda functions. Default: none. */
  lambda?: DataEvents;
  /** Calls on items of DynamoDB tables. Default: none. */
  dynamodb?: DataEvents;
  /** Calls on resources of further kinds. Default: none. */
  others?: FurtherDataEvents[];
  /** Calls through VPC endpoints, by service. Default: none. */
  networkActivity?: NetworkActivity[];
  /** Name of a topic that is told of each file; same account and region, and its policy must admit this trail. Default: none. */
  topicName?: pulumi.Input<string>;
  /** Whether every account of the organization is recorded. Default: true. False records the trail's account alone. */
  isOrganizationTrail?: boolean;
  /** Tags of the trail, such as its owner and purpose. Default: none but those of the provider. */
  tags?: pulumi.Input<{ [key: string]: pulumi.Input<string> }>;
}

/**
 * A trail of its own for data and network activity events, in every region; signed and encrypted. Management events
 * are not on it, so their record stays simple and no copy of them is paid for. It needs the trusted access that
 * `OrganizationTrail` enables: make it after that one.
 *
 * Costs $0.10 for 100,000 events of either kind in most regions, with no free copy, and the storage. All objects or
 * items of a busy organization are billions of events a month: `estimateCost` tells beforehand. One of five trails
 * that an account can have in a region.
 * @throws when nothing is selected, an ARN or a service is none, or the selectors are more than CloudTrail takes.
 * @see https://docs.aws.amazon.com/awscloudtrail/latest/userguide/logging-data-events-with-cloudtrail.html
 */
export class DataTrail extends pulumi.ComponentResource {
  /** ARN of the trail. */
  readonly trailArn: pulumi.Output<string>;

  constructor(name: string, args: DataTrailArgs, opts?: pulumi.ComponentResourceOptions) {
    checkArguments('DataTrail', name, args);
    const faults = selectorFaults(args, args.logBucketArns);
    if (faults.length > 0) throw new Error(`DataTrail "${name}": ${faults.join('; ')}`);

    super('trailguard:index:DataTrail', name, args, opts);

    const trail = new aws.cloudtrail.Trail(
      name,
      {
        region: args.region,
        name: args.trailName,
        s3BucketName: args.bucketName,
        ...(args.keyPrefix === undefined ? {} : { s3KeyPrefix: args.keyPrefix }),
        kmsKeyId: args.kmsKeyArn,
        ...(args.topicName === undefined ? {} : { snsTopicName: args.topicName }),
        isOrganizationTrail: args.isOrganizationTrail ?? true,
        isMultiRegionTrail: true,
        includeGlobalServiceEvents: true,
        enableLogFileValidation: true,
        enableLogging: true,
        advancedEventSelectors: dataSelectors(args, args.logBucketArns),
        ...(args.tags === undefined ? {} : { tags: args.tags }),
      },
      // A component's own dependsOn does not reach its children.
      pulumi.mergeOptions(opts?.dependsOn ? { dependsOn: opts.dependsOn } : {}, { parent: this }),
    );

    this.trailArn = trail.arn;
    this.registerOutputs({ trailArn: this.trailArn });
  }
}
