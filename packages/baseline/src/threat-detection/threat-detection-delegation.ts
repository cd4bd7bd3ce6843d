import { aws } from '../aws.ts';
import * as pulumi from '@pulumi/pulumi';
import { checkArguments } from '../check-arguments.ts';
import { Detectors } from './detectors.ts';

/** Arguments of {@link ThreatDetectionDelegation}. */
export interface ThreatDetectionDelegationArgs {
  /** Account that becomes the administrator, 12 digits; not the management account. */
  administratorAccountId: string;
  /** Regions to delegate: all that are enabled for the management account. The first is done before the rest. */
  regions: string[];
  /**
   * Whether to make GuardDuty's service-linked role. Default: true. False where the management account has
   * used GuardDuty before, and so has the role already.
   */
  createServiceLinkedRole?: boolean;
  /** Tags of the management account's detectors. Default: Purpose = threat-detection. */
  tags?: Record<string, string>;
}

/**
 * The management account's part of threat detection: its own service-linked role and detectors first, because
 * an administrator cannot enable GuardDuty in the management account, then the delegated administrator in
 * each region. Delegation is regional and must name the same account everywhere.
 *
 * Delegation enables GuardDuty in the administrator's account where it is not yet. To own that detector, make
 * it before (`dependsOn`): an existing one cannot be created again.
 * @see https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_organizations.html
 */
export class ThreatDetectionDelegation extends pulumi.ComponentResource {
  /** Region -> id of the management account's detector. */
  readonly detectorIds: pulumi.Output<Record<string, string>>;

  constructor(name: string, args: ThreatDetectionDelegationArgs, opts?: pulumi.ComponentResourceOptions) {
    checkArguments('ThreatDetectionDelegation', name, args);
    super('trailguard:index:ThreatDetectionDelegation', name, args, opts);

    const before: pulumi.Resource[] = [];
    if (args.createServiceLinkedRole ?? true) {
      before.push(
        new aws.iam.ServiceLinkedRole(
          name,
          { awsServiceName: 'guardduty.amazonaws.com' },
          { parent: this, retainOnDelete: true },
        ),
      );
    }
    const detectors = new Detectors(
      name,
      { regions: args.regions, ...(args.tags ? { tags: args.tags } : {}) },
      { parent: this, dependsOn: before },
    );
    // Scans of members' volumes have a trusted service of their own.
    for (const service of ['guardduty', 'malware-protection.guardduty']) {
      before.push(
        new aws.organizations.AwsServiceAccess(
          `${name}-${service}`,
          { servicePrincipal: `${service}.amazonaws.com` },
          { parent: this, protect: true },
        ),
      );
    }

    let first: pulumi.Resource | undefined;
    for (const region of args.regions) {
      const delegation = new aws.guardduty.OrganizationAdminAccount(
        `${name}-${region}`,
        { region, adminAccountId: args.administratorAccountId },
        // The first call also registers the administrator with Organizations; two at once would collide.
        pulumi.mergeOptions(opts?.dependsOn ? { dependsOn: opts.dependsOn } : {}, {
          parent: this,
          protect: true,
          dependsOn: [...before, detectors, ...(first ? [first] : [])],
        }),
      );
      first ??= delegation;
    }

    this.detectorIds = detectors.detectorIds;
    this.registerOutputs({ detectorIds: this.detectorIds });
  }
}
