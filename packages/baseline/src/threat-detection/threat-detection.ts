import { aws } from '../aws.ts';
import * as pulumi from '@pulumi/pulumi';
import { checkArguments } from '../check-arguments.ts';
import {
  type DetectionFeature,
  type NotOffered,
  type PlannedFeature,
  planFeatures,
  providerVersion,
} from './features.ts';

/** A detector of the administrator's account. */
export interface RegionalDetector {
  /** Its region. */
  region: string;
  /** Its id. */
  detectorId: pulumi.Input<string>;
}

/** Arguments of {@link ThreatDetection}. */
export interface ThreatDetectionArgs {
  /** The administrator's detector in each region. */
  detectors: RegionalDetector[];
  /** Features to enable. Default: all that AWS offers in general, see `FeatureTable`. Each is billed by use. */
  features?: DetectionFeature[];
  /** Pairs of feature and region to leave out, beyond those that the table knows. Default: none. */
  notOffered?: NotOffered[];
  /**
   * Whether GuardDuty installs and updates its agents on EC2, ECS and EKS by itself. Default: true. Without,
   * Runtime Monitoring sees only where agents are installed by hand.
   */
  manageAgents?: boolean;
}

/**
 * The delegated administrator's part of threat detection: every account, present and future, is enabled in
 * every region, with every feature; the administrator's own detectors too, which the organization's settings
 * do not reach. AWS needs up to 24 hours to reach all members.
 * @see https://docs.aws.amazon.com/guardduty/latest/APIReference/API_UpdateOrganizationConfiguration.html
 */
export class ThreatDetection extends pulumi.ComponentResource {
  /** Pairs of feature and region that are not applicable, one sentence each. */
  readonly notApplicable: pulumi.Output<string[]>;

  constructor(name: string, args: ThreatDetectionArgs, opts?: pulumi.ComponentResourceOptions) {
    checkArguments('ThreatDetection', name, args);
    super('trailguard:index:ThreatDetection', name, args, opts);
    const version = providerVersion();
    const manageAgents = args.manageAgents ?? true;

    const notApplicable: string[] = [];
    for (const { region, detectorId } of args.detectors) {
      const plan = planFeatures(region, version, args.features, args.notOffered);
      notApplicable.push(...plan.notApplicable);
      const organization = new aws.guardduty.OrganizationConfiguration(
        `${name}-${region}`,
        { region, detectorId, autoEnableOrganizationMembers: 'ALL' },
        { parent: this },
      );
      for (const feature of plan.features) {
        this.#enable(
          `${name}-${region}-${feature.name}`,
          region,
          detectorId,
          feature,
          manageAgents,
          organization,
        );
      }
    }

    this.notApplicable = pulumi.output(notApplicable);
    this.registerOutputs({ notApplicable: this.notApplicable });
  }

  /** Enables a feature for members and for the administrator itself, every additional configuration spelled out. */
  #enable(
    name: string,
    region: string,
    detectorId: pulumi.Input<string>,
    feature: PlannedFeature,
    manageAgents: boolean,
    organization: pulumi.Resource,
  ): void {
    const opts: pulumi.CustomResourceOptions = {
      parent: this,
      dependsOn: organization,
      // AWS reports configurations that the provider cannot send; they would differ for ever.
      ...(feature.ignoresAdditional ? { ignoreChanges: ['additionalConfigurations'] } : {}),
    };
    const hasAdditional = feature.additional.length > 0;
    new aws.guardduty.OrganizationConfigurationFeature(
      name,
      {
        region,
        detectorId,
        name: feature.name,
        autoEnable: 'ALL',
        ...(hasAdditional
          ? {
              additionalConfigurations: feature.additional.map((additional) => ({
                name: additional,
                autoEnable: manageAgents ? 'ALL' : 'NONE',
              })),
            }
          : {}),
      },
      opts,
    );
    new aws.guardduty.DetectorFeature(
      name,
      {
        region,
        detectorId,
        name: feature.name,
        status: 'ENABLED',
        ...(hasAdditional
          ? {
              additionalConfigurations: feature.additional.map((additional) => ({
                name: additional,
                status: manageAgents ? 'ENABLED' : 'DISABLED',
              })),
            }
          : {}),
      },
      opts,
    );
  }
}
