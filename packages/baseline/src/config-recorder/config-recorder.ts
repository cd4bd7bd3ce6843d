import { aws } from '../aws.ts';
import * as pulumi from '@pulumi/pulumi';
import { checkArguments } from '../check-arguments.ts';
import { partitionOf } from '../partition.ts';

/** Arguments of {@link ConfigRecorder}. */
export interface ConfigRecorderArgs {
  /** Account that is recorded, 12 digits. */
  accountId: pulumi.Input<string>;
  /** Regions to record: all that are enabled for the account, the home region among them. */
  regions: string[];
  /** Region in which users, groups, roles and policies are recorded too: once is enough, each further record is billed. */
  homeRegion: string;
  /** Bucket that takes what is recorded; its policy must already admit the account. No default retention of Object Lock. */
  bucketName: pulumi.Input<string>;
  /**
   * Name of recorder and delivery channel. Default: default, which is AWS's own. A region has one of each: where there is one of
   * another name, this is its name.
   */
  recorderName?: string;
  /** Whether to make AWS Config's service-linked role. Default: true. False where the account has it already. */
  createServiceLinkedRole?: boolean;
}

/**
 * AWS Config of one account: in each region a recorder of every type of resource that AWS supports, those that it adds later
 * too, by AWS Config's own role; a delivery channel with a snapshot a day; and recording on. AWS wants the recorder before the
 * channel and the channel before the start. Protected: a region that drops out of the list is refused rather than left
 * unrecorded. Each recorded change is billed, and each evaluation of a rule. Not for accounts that Control Tower records.
 * @throws when the home region is not among the regions.
 * @see https://docs.aws.amazon.com/config/latest/developerguide/select-resources.html
 * @see https://aws.amazon.com/config/pricing/
 */
export class ConfigRecorder extends pulumi.ComponentResource {
  /** Regions that are recorded, once they are. */
  readonly recordedRegions: pulumi.Output<string[]>;

  constructor(name: string, args: ConfigRecorderArgs, opts?: pulumi.ComponentResourceOptions) {
    checkArguments('ConfigRecorder', name, args);
    if (!args.regions.includes(args.homeRegion))
      throw new Error(
        `ConfigRecorder "${name}": regions lacks the home region ${args.homeRegion}, in which users and roles are recorded`,
      );
    super('trailguard:index:ConfigRecorder', name, args, opts);

    const recorderName = args.recorderName ?? 'default';
    // Handed to each child, because what a component depends on is not what its children depend on.
    const childOpts = pulumi.mergeOptions(opts?.dependsOn ? { dependsOn: opts.dependsOn } : {}, {
      parent: this,
    });
    const roleArn =
      (args.createServiceLinkedRole ?? true)
        ? new aws.iam.ServiceLinkedRole(
            name,
            { awsServiceName: 'config.amazonaws.com' },
            { ...childOpts, retainOnDelete: true },
          ).arn
        : pulumi.interpolate`arn:${partitionOf(args.homeRegion)}:iam::${args.accountId}:role/aws-service-role/config.amazonaws.com/AWSServiceRoleForConfig`;

    const recorded = args.regions.map((region) => {
      const recorder = new aws.cfg.Recorder(
        `${name}-${region}`,
        {
          region,
          name: recorderName,
          roleArn,
          recordingGroup: {
            allSupported: true,
            includeGlobalResourceTypes: region === args.homeRegion,
          },
        },
        { ...childOpts, protect: true },
      );
      const channel = new aws.cfg.DeliveryChannel(
        `${name}-${region}`,
        {
          region,
          name: recorderName,
          s3BucketName: args.bucketName,
          snapshotDeliveryProperties: { deliveryFrequency: 'TwentyFour_Hours' },
        },
        { parent: this, protect: true, dependsOn: recorder },
      );
      const status = new aws.cfg.RecorderStatus(
        `${name}-${region}`,
        { region, name: recorderName, isEnabled: true },
        { parent: this, protect: true, dependsOn: channel },
      );
      return status.id.apply(() => region);
    });

    this.recordedRegions = pulumi.all(recorded);
    this.registerOutputs({ recordedRegions: this.recordedRegions });
  }
}
