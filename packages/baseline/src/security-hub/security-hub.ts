import { aws } from '../aws.ts';
import * as pulumi from '@pulumi/pulumi';
import { checkArguments } from '../check-arguments.ts';
import { DefaultStandards, type SecurityStandard, standardArn } from './standards.ts';

/** How Security Hub CSPM reaches the organization's accounts. */
export const SecurityHubConfiguration = {
  /** By a policy from one region: all accounts and regions, present and future. */ Central: 'central',
  /** Region by region, accounts that join later alone. */ Local: 'local',
} as const;
export type SecurityHubConfiguration =
  (typeof SecurityHubConfiguration)[keyof typeof SecurityHubConfiguration];

/** Arguments of {@link SecurityHub}. */
export interface SecurityHubArgs {
  /** Region from which the organization is configured and in which findings are gathered. */
  homeRegion: string;
  /** The administrator's regions, the home region among them; with central configuration only findings of these are promised. */
  regions: string[];
  /** How accounts are reached. Default: central. */
  configuration?: SecurityHubConfiguration;
  /** Name of the configuration policy, 1 to 128 characters; needed for central configuration. */
  policyName?: string;
  /** Ids of the root, units or accounts that the policy is for; needed for central configuration. */
  targetIds?: pulumi.Input<string>[];
  /** Standards that accounts are checked by. Default: the foundational one and CIS 5.0. Each check is billed. */
  standards?: SecurityStandard[];
  /**
   * Ids of controls that are off, such as `CloudTrail.3`. Default: none. With local configuration controls are switched in
   * each account, so the list has to be empty.
   */
  disabledControls?: string[];
}

/**
 * The delegated administrator's part of Security Hub CSPM, after its hub is there (`SecurityHubAccount`) and the management
 * account has designated it (`DelegatedAdministrators`, in each region for local configuration). Findings of all regions, those
 * that AWS adds later too, are gathered in the home region. GuardDuty's findings come without a subscription of ours: AWS makes
 * it once both are on, and refuses to make it again.
 *
 * Central configuration needs the aggregator and no auto-enabling, so they come in that order. It enables Security Hub and the
 * standards in each account of the targets and each region; AWS takes up to 24 hours. Local configuration reaches accounts that join
 * later; those that exist are added as members by hand. What leaves accounts unchecked is protected.
 * @see https://docs.aws.amazon.com/securityhub/latest/userguide/central-configuration-intro.html
 */
export class SecurityHub extends pulumi.ComponentResource {
  /** Id of the configuration policy; empty with local configuration. */
  readonly policyId: pulumi.Output<string>;

  constructor(name: string, args: SecurityHubArgs, opts?: pulumi.ComponentResourceOptions) {
    checkArguments('SecurityHub', name, args);
    super('trailguard:index:SecurityHub', name, args, opts);
    const configuration = args.configuration ?? SecurityHubConfiguration.Central;
    const faults = securityHubFaults(args);
    if (faults.length > 0) throw new pulumi.RunError(`SecurityHub ${name}: ${faults.join('; ')}`);

    // Handed to each child, because what a component depends on is not what its children depend on.
    const childOpts = pulumi.mergeOptions(opts?.dependsOn ? { dependsOn: opts.dependsOn } : {}, {
      parent: this,
    });
    const aggregator = new aws.securityhub.FindingAggregator(
      name,
      { region: args.homeRegion, linkingMode: 'ALL_REGIONS' },
      { ...childOpts, protect: true },
    );
    const afterAggregator = pulumi.mergeOptions(childOpts, { dependsOn: aggregator });
    if (configuration === SecurityHubConfiguration.Central) {
      this.policyId = configureCentrally(name, args, afterAggregator);
    } else {
      for (const region of args.regions) configureLocally(`${name}-${region}`, region, args, childOpts);
      this.policyId = pulumi.output('');
    }
    this.registerOutputs({ policyId: this.policyId });
  }
}

/** What cannot be configured, one sentence each. */
export function securityHubFaults(args: SecurityHubArgs): string[] {
  const { configuration = SecurityHubConfiguration.Central, homeRegion, regions } = args;
  const { policyName, targetIds = [], disabledControls = [], standards } = args;
  const isCentral = configuration === SecurityHubConfiguration.Central;
  return [
    ...(regions.includes(homeRegion) ? [] : [`regions lacks the home region ${homeRegion}`]),
    ...(isCentral && policyName === undefined ? ['central configuration needs policyName'] : []),
    ...(isCentral && targetIds.length === 0 ? ['central configuration needs targetIds'] : []),
    ...(standards?.length === 0
      ? ['standards is empty; leave it out for the default, or turn Security Hub off']
      : []),
    ...(!isCentral && disabledControls.length > 0
      ? [
          'disabledControls needs central configuration: with local configuration each account switches its own',
        ]
      : []),
  ];
}

function configureCentrally(
  name: string,
  args: SecurityHubArgs,
  opts: pulumi.CustomResourceOptions,
): pulumi.Output<string> {
  const { homeRegion: region, standards = [...DefaultStandards], disabledControls = [] } = args;
  const configuration = new aws.securityhub.OrganizationConfiguration(
    `${name}-${region}`,
    {
      region,
      autoEnable: false,
      autoEnableStandards: 'NONE',
      organizationConfiguration: { configurationType: 'CENTRAL' },
    },
    { ...opts, protect: true },
  );
  const policy = new aws.securityhub.ConfigurationPolicy(
    name,
    {
      region,
      ...(args.policyName === undefined ? {} : { name: args.policyName }),
      description: 'Security Hub and its standards in every account and region',
      configurationPolicy: {
        serviceEnabled: true,
        enabledStandardArns: standards.map((standard) => standardArn(region, standard)),
        // Those that are named are off, so that controls which AWS adds are on.
        securityControlsConfiguration: { disabledControlIdentifiers: disabledControls },
      },
    },
    pulumi.mergeOptions(opts, { dependsOn: configuration }),
  );
  for (const [index, targetId] of (args.targetIds ?? []).entries()) {
    // Without it accounts keep what they have, so it is free to go.
    new aws.securityhub.ConfigurationPolicyAssociation(
      index === 0 ? name : `${name}-${index + 1}`,
      { region, policyId: policy.id, targetId },
      { ...opts, dependsOn: policy },
    );
  }
  return policy.id;
}

function configureLocally(
  name: string,
  region: string,
  { standards = [...DefaultStandards] }: SecurityHubArgs,
  opts: pulumi.CustomResourceOptions,
): void {
  new aws.securityhub.OrganizationConfiguration(
    name,
    { region, autoEnable: true, autoEnableStandards: 'DEFAULT' },
    { ...opts, protect: true },
  );
  for (const standard of standards) {
    new aws.securityhub.StandardsSubscription(
      `${name}-${standard.split('/v/').join('-')}`,
      { region, standardsArn: standardArn(region, standard) },
      opts,
    );
  }
}
