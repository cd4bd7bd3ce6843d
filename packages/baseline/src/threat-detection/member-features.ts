import { aws } from '../aws.ts';
import * as pulumi from '@pulumi/pulumi';
import { checkArguments } from '../check-arguments.ts';
import {
  type DetectionFeature,
  FeatureTable,
  type NotOffered,
  planFeatures,
  providerVersion,
} from './features.ts';
import type { RegionalDetector } from './threat-detection.ts';

/** A feature that single accounts have beyond those of the whole organization. */
export interface MemberFeature {
  /** Member account, 12 digits. */
  accountId: string;
  /** The feature; one that the organization does not enable for all. */
  feature: DetectionFeature;
  /** Regions where the account has it. Default: all. */
  regions?: string[];
}

/** Arguments of {@link MemberFeatures}. */
export interface MemberFeaturesArgs {
  /** The administrator's detector in each region. */
  detectors: RegionalDetector[];
  /** What single accounts have. */
  memberFeatures: MemberFeature[];
  /** Features that `ThreatDetection` enables for every account. Default: all that it enables by default. */
  organizationFeatures?: DetectionFeature[];
  /** Pairs of feature and region to leave out, beyond those that the table knows. Default: none. */
  notOffered?: NotOffered[];
  /** Whether GuardDuty installs and updates its agents in these accounts by itself. Default: true. */
  manageAgents?: boolean;
}

/**
 * Features of single members that the organization does not enable for all, such as Runtime Monitoring in the accounts
 * that need it. Each is billed by use. What the organization enables with ALL is no matter of a single member: GuardDuty
 * enables it there again, and the two would differ for ever, so that is refused; leave the feature out of the
 * organization's and name the members that are to have it. Taking one away leaves it as it is in the account.
 * @throws when a pair contradicts the organization's features, is given twice, or names no account.
 * @see https://docs.aws.amazon.com/guardduty/latest/APIReference/API_UpdateMemberDetectors.html
 */
export class MemberFeatures extends pulumi.ComponentResource {
  /** Pairs of feature and region that are not applicable, one sentence each. */
  readonly notApplicable: pulumi.Output<string[]>;

  constructor(name: string, args: MemberFeaturesArgs, opts?: pulumi.ComponentResourceOptions) {
    checkArguments('MemberFeatures', name, args);
    const faults = memberFeatureFaults(args.memberFeatures, args.organizationFeatures);
    if (faults.length > 0) throw new Error(`MemberFeatures "${name}": ${faults.join('; ')}`);

    super('trailguard:index:MemberFeatures', name, args, opts);
    const version = providerVersion();
    const status = (args.manageAgents ?? true) ? 'ENABLED' : 'DISABLED';
    const notApplicable = new Set<string>();
    for (const { region, detectorId } of args.detectors) {
      for (const { accountId, feature, regions } of args.memberFeatures) {
        if (regions !== undefined && !regions.includes(region)) continue;
        const plan = planFeatures(region, version, [feature], args.notOffered);
        for (const sentence of plan.notApplicable) notApplicable.add(sentence);
        const [planned] = plan.features;
        if (planned === undefined) continue;
        new aws.guardduty.MemberDetectorFeature(
          `${name}-${accountId}-${feature}-${region}`,
          {
            region,
            detectorId,
            accountId,
            name: feature,
            status: 'ENABLED',
            // All of them in AWS's order, or they differ for ever.
            ...(planned.additional.length > 0
              ? {
                  additionalConfigurations: planned.additional.map((additional) => ({
                    name: additional,
                    status,
                  })),
                }
              : {}),
          },
          {
            parent: this,
            ...(planned.ignoresAdditional ? { ignoreChanges: ['additionalConfigurations'] } : {}),
          },
        );
      }
    }

    this.notApplicable = pulumi.output([...notApplicable]);
    this.registerOutputs({ notApplicable: this.notApplicable });
  }
}

/**
 * Checks features of single members against those of the organization.
 * @param organizationFeatures features that every account has; left out: all defaults of the table.
 * @returns one sentence for each fault; none when all is well.
 */
export function memberFeatureFaults(
  memberFeatures: readonly MemberFeature[],
  organizationFeatures: readonly DetectionFeature[] = FeatureTable.filter(({ isDefault }) => isDefault).map(
    (entry) => entry.name,
  ),
): string[] {
  const seen = new Set<string>();
  return memberFeatures.flatMap(({ accountId, feature }) => {
    const pair = `${feature} of ${accountId}`;
    const faults: string[] = [];
    if (!/^[0-9]{12}$/.test(accountId))
      faults.push(`${JSON.stringify(accountId)} is no account, which has 12 digits`);
    if (!FeatureTable.some((entry) => entry.name === feature)) {
      faults.push(
        `${JSON.stringify(feature)} is no feature; there are ${FeatureTable.map((entry) => entry.name).join(', ')}`,
      );
    }
    if (organizationFeatures.includes(feature)) {
      faults.push(
        `${pair}: every account has it already, as the organization enables it for all; take it out here or there`,
      );
    }
    if (seen.has(pair)) faults.push(`${pair} is given twice; name all its regions in one`);
    seen.add(pair);
    return faults;
  });
}
