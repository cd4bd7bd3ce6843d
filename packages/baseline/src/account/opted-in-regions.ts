import { aws } from '../aws.ts';
import * as pulumi from '@pulumi/pulumi';
import { checkArguments } from '../check-arguments.ts';

/** Arguments of {@link OptedInRegions}. */
export interface OptedInRegionsArgs {
  /** Opt-in regions to enable, such as `ap-east-1`. */
  regions: string[];
}

/**
 * Opt-in regions that the account whose credentials are used has enabled. Enabling takes AWS minutes, at times hours, and costs
 * nothing. A region that is taken out stays enabled: resources in it would go on and be billed without anybody seeing them, so
 * it is disabled by hand when it is empty.
 * @see https://docs.aws.amazon.com/accounts/latest/reference/manage-acct-regions.html
 */
export class OptedInRegions extends pulumi.ComponentResource {
  /** The regions, sorted. */
  readonly regions: pulumi.Output<string[]>;

  constructor(name: string, args: OptedInRegionsArgs, opts?: pulumi.ComponentResourceOptions) {
    checkArguments('OptedInRegions', name, args);
    super('trailguard:index:OptedInRegions', name, args, opts);
    const regions = [...new Set(args.regions)].sort();
    for (const regionName of regions) {
      new aws.account.Region(`${name}-${regionName}`, { regionName, enabled: true }, { parent: this });
    }
    this.regions = pulumi.output(regions);
    this.registerOutputs({ regions: this.regions });
  }
}
