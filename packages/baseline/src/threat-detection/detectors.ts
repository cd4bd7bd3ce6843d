import { aws } from '../aws.ts';
import * as pulumi from '@pulumi/pulumi';
import { checkArguments } from '../check-arguments.ts';

/** Arguments of {@link Detectors}. */
export interface DetectorsArgs {
  /** Regions to watch: all that are enabled for the account. */
  regions: string[];
  /** Tags of each detector. Default: Purpose = threat-detection. Changing them replaces nothing. */
  tags?: Record<string, string>;
}

/**
 * GuardDuty's detector of one account in each region. Findings are published every 15 minutes, the shortest
 * interval that there is: it costs nothing more. Detectors are protected, so a region that drops out of the
 * list is refused rather than left unwatched.
 * @see https://docs.aws.amazon.com/guardduty/latest/APIReference/API_CreateDetector.html
 */
export class Detectors extends pulumi.ComponentResource {
  /** Region -> detector id. */
  readonly detectorIds: pulumi.Output<Record<string, string>>;

  constructor(name: string, args: DetectorsArgs, opts?: pulumi.ComponentResourceOptions) {
    checkArguments('Detectors', name, args);
    super('trailguard:index:Detectors', name, args, opts);

    const ids: Record<string, pulumi.Output<string>> = {};
    const tags = args.tags ?? { Purpose: 'threat-detection' };
    for (const region of args.regions) {
      const detector = new aws.guardduty.Detector(
        `${name}-${region}`,
        { region, enable: true, findingPublishingFrequency: 'FIFTEEN_MINUTES', tags },
        // A component's own dependsOn does not reach its children.
        pulumi.mergeOptions(opts?.dependsOn ? { dependsOn: opts.dependsOn } : {}, {
          parent: this,
          protect: true,
        }),
      );
      ids[region] = detector.id;
    }

    this.detectorIds = pulumi.output(ids);
    this.registerOutputs({ detectorIds: this.detectorIds });
  }
}
