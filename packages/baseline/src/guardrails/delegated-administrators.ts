import { aws } from '../aws.ts';
import * as pulumi from '@pulumi/pulumi';
import { checkArguments } from '../check-arguments.ts';

/** Services that a member can administer for the organization. GuardDuty's is `ThreatDetectionDelegation`. */
export const DelegatedService = {
  /** Organization trails; at most three administrators. */ CloudTrail: 'cloudtrail',
  /** Aggregators of the organization. */ Config: 'config',
  /** Rules and conformance packs in all members. */ ConfigRules: 'config-multiaccountsetup',
  /** Security Hub in all members. */ SecurityHub: 'securityhub',
  /** Analyzers of the organization. */ AccessAnalyzer: 'access-analyzer',
} as const;
export type DelegatedService = (typeof DelegatedService)[keyof typeof DelegatedService];

/** Arguments of {@link DelegatedAdministrators}. */
export interface DelegatedAdministratorsArgs {
  /** Account that becomes the administrator, 12 digits; not the management account. */
  administratorAccountId: string;
  /** Services that it administers. */
  services: DelegatedService[];
  /** Region in which Security Hub's administrator is registered; needed for that service alone. */
  homeRegion: string;
  /**
   * Further regions in which Security Hub's administrator is registered. Default: none, as central configuration takes the
   * administrator along into every region; local configuration needs each.
   */
  securityHubRegions?: string[];
}

/**
 * Lets one member run security services for the organization, so that nobody needs the management account for daily
 * work. Each service's trusted access has to be enabled before (`dependsOn`). CloudTrail and Security Hub are registered by
 * their own calls, which also make the service-linked roles that those need. Protected: an administrator that is
 * deregistered leaves members unwatched. Free of charge.
 *
 * CloudTrail's administrator may change organization trails: keep it under `Guardrails`, which deny that to everybody but
 * the deploy roles.
 * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_integrate_delegated_admin.html
 */
export class DelegatedAdministrators extends pulumi.ComponentResource {
  /** The account that administers them. */
  readonly administratorAccountId: pulumi.Output<string>;

  constructor(name: string, args: DelegatedAdministratorsArgs, opts?: pulumi.ComponentResourceOptions) {
    checkArguments('DelegatedAdministrators', name, args);
    super('trailguard:index:DelegatedAdministrators', name, args, opts);

    const { administratorAccountId: accountId, homeRegion, securityHubRegions = [] } = args;
    // Handed to each child, because what a component depends on is not what its children depend on.
    const childOpts = pulumi.mergeOptions(opts?.dependsOn ? { dependsOn: opts.dependsOn } : {}, {
      parent: this,
      protect: true,
    });
    for (const service of args.services) {
      const child = `${name}-${service}`;
      if (service === DelegatedService.CloudTrail) {
        new aws.cloudtrail.OrganizationDelegatedAdminAccount(child, { accountId }, childOpts);
      } else if (service === DelegatedService.SecurityHub) {
        registerForSecurityHub(child, accountId, [homeRegion, ...securityHubRegions], childOpts);
      } else {
        const servicePrincipal = `${service}.amazonaws.com`;
        new aws.organizations.DelegatedAdministrator(child, { accountId, servicePrincipal }, childOpts);
      }
    }

    this.administratorAccountId = pulumi.output(accountId);
    this.registerOutputs({ administratorAccountId: this.administratorAccountId });
  }
}

/** The home region comes first and without its name: its call also registers the account with Organizations. */
function registerForSecurityHub(
  name: string,
  adminAccountId: string,
  regions: readonly string[],
  opts: pulumi.CustomResourceOptions,
): void {
  let first: pulumi.Resource | undefined;
  for (const region of new Set(regions)) {
    const administrator = new aws.securityhub.OrganizationAdminAccount(
      first === undefined ? name : `${name}-${region}`,
      { region, adminAccountId },
      first === undefined ? opts : pulumi.mergeOptions(opts, { dependsOn: first }),
    );
    first ??= administrator;
  }
}
