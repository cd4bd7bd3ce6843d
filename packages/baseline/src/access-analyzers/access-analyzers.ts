import * as pulumi from '@pulumi/pulumi';
import { checkArguments } from '../check-arguments.ts';
import { aws } from '../aws.ts';

/** Arguments of {@link AccessAnalyzers}. */
export interface AccessAnalyzersArgs {
  /** Start of the analyzers' names. */
  namePrefix: string;
  /** Regions to watch: what is shared is found in its own Region alone. */
  regions: string[];
  /** Region of the analyzer of unused access: IAM is global, so that one finds everything. */
  homeRegion: string;
  /**
   * Days after which access that nobody used is told, 1 to 365. Left out, unused access is not looked for: it costs about
   * 0.20 USD for each role and user a month.
   */
  unusedAccessDays?: number;
  /** Tags of the analyzers. Default: none. */
  tags?: Record<string, string>;
}

/** https://docs.aws.amazon.com/access-analyzer/latest/APIReference/API_UnusedAccessConfiguration.html */
const mostUnusedDays = 365;

/**
 * Analyzers of the organization: in each Region one finds what is shared with somebody outside, in all accounts, and one may
 * find access that nobody uses. The account has to be the delegated administrator of IAM Access Analyzer
 * (`DelegatedAdministrators`). Analyzers of outside access are free of charge.
 * @throws when `unusedAccessDays` is none that AWS takes.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/what-is-access-analyzer.html
 */
export class AccessAnalyzers extends pulumi.ComponentResource {
  /** ARN of the analyzer of outside access by Region. */
  readonly analyzerArns: pulumi.Output<Record<string, string>>;

  constructor(name: string, args: AccessAnalyzersArgs, opts?: pulumi.ComponentResourceOptions) {
    checkArguments('AccessAnalyzers', name, args);
    const { unusedAccessDays, tags } = args;
    if (unusedAccessDays !== undefined && !(unusedAccessDays >= 1 && unusedAccessDays <= mostUnusedDays)) {
      throw new Error(
        `AccessAnalyzers "${name}": unusedAccessDays is ${unusedAccessDays}; AWS takes 1 to ${mostUnusedDays}`,
      );
    }
    super('trailguard:index:AccessAnalyzers', name, args, opts);

    const outside = args.regions.map(
      (region) =>
        [
          region,
          new aws.accessanalyzer.Analyzer(
            `${name}-${region}`,
            {
              region,
              analyzerName: `${args.namePrefix}-outside-access`,
              type: 'ORGANIZATION',
              ...(tags ? { tags } : {}),
            },
            { parent: this },
          ).arn,
        ] as const,
    );
    if (unusedAccessDays !== undefined) {
      new aws.accessanalyzer.Analyzer(
        `${name}-unused`,
        {
          region: args.homeRegion,
          analyzerName: `${args.namePrefix}-unused-access`,
          type: 'ORGANIZATION_UNUSED_ACCESS',
          configuration: { unusedAccess: { unusedAccessAge: unusedAccessDays } },
          ...(tags ? { tags } : {}),
        },
        { parent: this },
      );
    }

    this.analyzerArns = pulumi.output(Object.fromEntries(outside));
    this.registerOutputs({ analyzerArns: this.analyzerArns });
  }
}
