import * as pulumi from '@pulumi/pulumi';
import { checkArguments } from '../check-arguments.ts';
import { aws } from '../aws.ts';

/** What can be managed centrally of members' root users. */
export const RootAccessFeature = {
  /** Root credentials of members are removed, and stay away. */ CredentialsManagement:
    'RootCredentialsManagement',
  /** A task that only root can do is done by a session of minutes. */ Sessions: 'RootSessions',
} as const;
export type RootAccessFeature = (typeof RootAccessFeature)[keyof typeof RootAccessFeature];

/** Arguments of {@link RootAccess}. */
export interface RootAccessArgs {
  /** What is managed centrally. Default: credentials and sessions. */
  features?: RootAccessFeature[];
}

/**
 * Manages the root users of members from the management account: new members have no root credentials at all, and those of
 * older ones can be deleted. It deletes nothing by itself. Trusted access of IAM comes with it, as a resource of its own, so that
 * what others have enabled is never touched. Protected: without it each new member has a root user with a password to be
 * recovered. Free of charge.
 *
 * A root user without credentials cannot switch MFA Delete of a bucket; Object Lock does not need it.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_root-enable-root-access.html
 */
export class RootAccess extends pulumi.ComponentResource {
  /** What is managed centrally. */
  readonly features: pulumi.Output<string[]>;

  constructor(name: string, args: RootAccessArgs, opts?: pulumi.ComponentResourceOptions) {
    checkArguments('RootAccess', name, args);
    super('trailguard:index:RootAccess', name, args, opts);

    const trusted = new aws.organizations.AwsServiceAccess(
      name,
      { servicePrincipal: 'iam.amazonaws.com' },
      { parent: this, protect: true },
    );
    const managed = new aws.iam.OrganizationsFeatures(
      name,
      { enabledFeatures: args.features ?? Object.values(RootAccessFeature) },
      { parent: this, protect: true, dependsOn: trusted },
    );

    this.features = managed.enabledFeatures;
    this.registerOutputs({ features: this.features });
  }
}
