import { aws } from '../aws.ts';
import * as pulumi from '@pulumi/pulumi';
import { checkArguments } from '../check-arguments.ts';

/** Arguments of {@link TrustedAccess}. */
export interface TrustedAccessArgs {
  /** Service principals to trust, such as `config.amazonaws.com`. One that is trusted already stays so. */
  servicePrincipals: string[];
}

/**
 * Lets services of AWS work in all accounts of the organization. Each is a resource of its own, so what others have
 * enabled is never touched: `awsServiceAccessPrincipals` of `aws.organizations.Organization` is an exclusive list, and an item that
 * is missing from it ends a service for the whole organization. Protected: without it the service sees no member any more.
 *
 * CloudTrail's and GuardDuty's come with `OrganizationTrail` and `ThreatDetectionDelegation`. Free of charge.
 * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_integrate_services.html
 */
export class TrustedAccess extends pulumi.ComponentResource {
  /** The services that are trusted. */
  readonly servicePrincipals: pulumi.Output<string[]>;

  constructor(name: string, args: TrustedAccessArgs, opts?: pulumi.ComponentResourceOptions) {
    checkArguments('TrustedAccess', name, args);
    super('trailguard:index:TrustedAccess', name, args, opts);

    const access = args.servicePrincipals.map(
      (servicePrincipal) =>
        new aws.organizations.AwsServiceAccess(
          `${name}-${servicePrincipal.replace(/\.amazonaws\.com$/, '')}`,
          { servicePrincipal },
          { parent: this, protect: true },
        ),
    );

    this.servicePrincipals = pulumi.all(access.map((one) => one.servicePrincipal));
    this.registerOutputs({ servicePrincipals: this.servicePrincipals });
  }
}
