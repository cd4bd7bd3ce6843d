import { aws } from '../aws.ts';
import * as pulumi from '@pulumi/pulumi';
import { checkArguments } from '../check-arguments.ts';
import { canExport } from './opt-in-regions.ts';
import type { RegionalDetector } from './threat-detection.ts';

/** Arguments of {@link FindingsExport}. */
export interface FindingsExportArgs {
  /** The administrator's detector in each region. */
  detectors: RegionalDetector[];
  /** ARN of the bucket that takes the findings; its policy and the key's must already admit GuardDuty. */
  bucketArn: pulumi.Input<string>;
  /** Region of the bucket and the key. */
  bucketRegion: string;
  /** ARN of the key that encrypts the findings. There is no unencrypted mode. */
  kmsKeyArn: pulumi.Input<string>;
  /** Tags of each destination. Default: none. */
  tags?: Record<string, string>;
}

/**
 * Exports the findings of the administrator and of all its members, from each region into one bucket: new ones within
 * about five minutes, later occurrences every fifteen. Archived findings are not exported. GuardDuty checks bucket and
 * key when a destination is made, so the archive comes first. Without a destination findings are gone after 90 days;
 * what was exported stays in the archive. The export itself costs nothing.
 * @see https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_exportfindings.html
 */
export class FindingsExport extends pulumi.ComponentResource {
  /** Regions whose findings cannot go into this bucket, one sentence each. */
  readonly notExported: pulumi.Output<string[]>;

  constructor(name: string, args: FindingsExportArgs, opts?: pulumi.ComponentResourceOptions) {
    checkArguments('FindingsExport', name, args);
    super('trailguard:index:FindingsExport', name, args, opts);
    const { bucketRegion } = args;

    const notExported: string[] = [];
    for (const { region, detectorId } of args.detectors) {
      if (!canExport(region, bucketRegion)) {
        notExported.push(
          `Findings of ${region} are not exported: GuardDuty takes no bucket in the opt-in region ${bucketRegion} for them; ` +
            'put the archive into a region that is enabled by default',
        );
        continue;
      }
      new aws.guardduty.PublishingDestination(
        `${name}-${region}`,
        {
          region,
          detectorId,
          destinationType: 'S3',
          destinationArn: args.bucketArn,
          kmsKeyArn: args.kmsKeyArn,
          ...(args.tags ? { tags: args.tags } : {}),
        },
        { parent: this },
      );
    }

    this.notExported = pulumi.output(notExported);
    this.registerOutputs({ notExported: this.notExported });
  }
}
