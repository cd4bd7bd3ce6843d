import { aws } from '../aws.ts';
import * as pulumi from '@pulumi/pulumi';
import { checkArguments } from '../check-arguments.ts';

/** Arguments of {@link SecurityHubAccount}. */
export interface SecurityHubAccountArgs {
  /** Regions to enable Security Hub CSPM in; the home region alone where central configuration reaches the others. */
  regions: string[];
}

/**
 * Security Hub CSPM of one account: what the administrator needs before it is designated, as designation enables it where it is
 * not yet, and what exists cannot be created. Each control has one finding, however many standards ask for it, and controls that
 * AWS adds to a standard are enabled; standards are the business of `SecurityHub`. Protected: a region that drops out of the
 * list is refused rather than left unchecked. Checks and findings are billed, after 30 days that are free.
 * @see https://docs.aws.amazon.com/securityhub/latest/userguide/securityhub-settingup.html
 * @see https://aws.amazon.com/security-hub/cspm/pricing/
 */
export class SecurityHubAccount extends pulumi.ComponentResource {
  /** Region -> ARN of the hub. */
  readonly hubArns: pulumi.Output<Record<string, string>>;

  constructor(name: string, args: SecurityHubAccountArgs, opts?: pulumi.ComponentResourceOptions) {
    checkArguments('SecurityHubAccount', name, args);
    super('trailguard:index:SecurityHubAccount', name, args, opts);

    const arns: Record<string, pulumi.Output<string>> = {};
    for (const region of args.regions) {
      const hub = new aws.securityhub.Account(
        `${name}-${region}`,
        {
          region,
          autoEnableControls: true,
          controlFindingGenerator: 'SECURITY_CONTROL',
          enableDefaultStandards: false,
        },
        // A component's own dependsOn does not reach its children.
        pulumi.mergeOptions(opts?.dependsOn ? { dependsOn: opts.dependsOn } : {}, {
          parent: this,
          protect: true,
        }),
      );
      arns[region] = hub.arn;
    }

    this.hubArns = pulumi.output(arns);
    this.registerOutputs({ hubArns: this.hubArns });
  }
}
