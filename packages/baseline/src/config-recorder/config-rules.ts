import { aws } from '../aws.ts';
import * as pulumi from '@pulumi/pulumi';
import { checkArguments } from '../check-arguments.ts';
import { partitionOf } from '../partition.ts';
import { type CatalogueRule, CatalogueRules } from './catalogue-rules.ts';

/** Arguments of {@link ConfigRules}. */
export interface ConfigRulesArgs {
  /** Start of every name, 2 to 21 characters. */
  namePrefix: string;
  /** Region of the aggregator, and of the rules unless `ruleRegions` says otherwise. */
  homeRegion: string;
  /** Account that administers GuardDuty for the organization, 12 digits: what a rule on GuardDuty asks for. */
  securityAccountId: string;
  /** Whether the rules that controls require are deployed. Default: true. Without, there is the aggregator alone. */
  managedRules?: boolean;
  /** Regions in which the rules evaluate. Default: the home region. Each evaluation is billed. */
  ruleRegions?: string[];
  /** Whether a conformance pack brings the catalogue's other rules to every account. Default: false, as each evaluation is billed. */
  conformancePack?: boolean;
  /** Ids of accounts that have no recorder: without them AWS ends the deployment as failed. Default: none. */
  excludedAccountIds?: string[];
}

/**
 * The delegated administrator's part of AWS Config: an aggregator of all accounts and regions, and AWS's managed rules about trails
 * and GuardDuty in every account, present and future. Rules and pack are those that the catalogue of controls names, so that AWS
 * evaluates continuously what an audit judges. No rule is in both. Every account that exists needs a recorder first
 * (`ConfigRecorder`), or is to be excluded; accounts that join have seven hours to get theirs. The aggregator is free.
 * @see https://docs.aws.amazon.com/config/latest/developerguide/config-rule-multi-account-deployment.html
 * @see https://docs.aws.amazon.com/config/latest/developerguide/set-up-aggregator-console.html
 */
export class ConfigRules extends pulumi.ComponentResource {
  /** ARN of the aggregator. */
  readonly aggregatorArn: pulumi.Output<string>;

  constructor(name: string, args: ConfigRulesArgs, opts?: pulumi.ComponentResourceOptions) {
    checkArguments('ConfigRules', name, args);
    super('trailguard:index:ConfigRules', name, args, opts);
    const { homeRegion, namePrefix } = args;
    // Handed to each child, because what a component depends on is not what its children depend on.
    const childOpts = pulumi.mergeOptions(opts?.dependsOn ? { dependsOn: opts.dependsOn } : {}, {
      parent: this,
    });
    this.aggregatorArn = aggregate(name, args, childOpts);

    const excludedAccounts = args.excludedAccountIds ?? [];
    for (const region of args.ruleRegions ?? [homeRegion]) {
      const child = region === homeRegion ? name : `${name}-${region}`;
      const required = CatalogueRules.filter(({ isRequired }) => isRequired && (args.managedRules ?? true));
      for (const { identifier } of required) {
        const parameters = parametersOf(identifier, args);
        new aws.cfg.OrganizationManagedRule(
          `${child}-${ruleName(identifier)}`,
          {
            region,
            name: `${namePrefix}-${ruleName(identifier)}`,
            ruleIdentifier: identifier,
            ...(excludedAccounts.length > 0 ? { excludedAccounts } : {}),
            ...(parameters ? { inputParameters: JSON.stringify(parameters) } : {}),
          },
          childOpts,
        );
      }
      if (args.conformancePack ?? false) {
        new aws.cfg.OrganizationConformancePack(
          child,
          {
            region,
            name: `${namePrefix}-catalogue`,
            templateBody: conformancePackTemplate(CatalogueRules.filter(({ isRequired }) => !isRequired)),
            ...(excludedAccounts.length > 0 ? { excludedAccounts } : {}),
          },
          childOpts,
        );
      }
    }
    this.registerOutputs({ aggregatorArn: this.aggregatorArn });
  }
}

/** The template of a conformance pack of managed rules, as JSON. */
export function conformancePackTemplate(rules: readonly CatalogueRule[]): string {
  const Resources = Object.fromEntries(
    rules.map(({ identifier, parameters }) => [
      identifier.replaceAll('_', ''),
      {
        Type: 'AWS::Config::ConfigRule',
        Properties: {
          ConfigRuleName: ruleName(identifier),
          Source: { Owner: 'AWS', SourceIdentifier: identifier },
          ...(parameters ? { InputParameters: parameters } : {}),
        },
      },
    ]),
  );
  return JSON.stringify({ Resources });
}

function aggregate(
  name: string,
  { homeRegion: region, namePrefix }: ConfigRulesArgs,
  opts: pulumi.CustomResourceOptions,
): pulumi.Output<string> {
  const role = new aws.iam.Role(
    `${name}-aggregator`,
    {
      name: `${namePrefix}-config-aggregator`,
      assumeRolePolicy: JSON.stringify({
        Version: '2012-10-17',
        Statement: [
          {
            Effect: 'Allow',
            Principal: { Service: 'config.amazonaws.com' },
            Action: 'sts:AssumeRole',
          },
        ],
      }),
    },
    opts,
  );
  const attachment = new aws.iam.RolePolicyAttachment(
    `${name}-aggregator`,
    {
      role: role.name,
      policyArn: `arn:${partitionOf(region)}:iam::aws:policy/service-role/AWSConfigRoleForOrganizations`,
    },
    opts,
  );
  const { arn } = new aws.cfg.ConfigurationAggregator(
    name,
    {
      region,
      name: `${namePrefix}-organization`,
      organizationAggregationSource: { allRegions: true, roleArn: role.arn },
    },
    pulumi.mergeOptions(opts, { dependsOn: attachment }),
  );
  return arn;
}

const ruleName = (identifier: string) => identifier.toLowerCase().replaceAll('_', '-');

function parametersOf(
  identifier: string,
  { securityAccountId }: ConfigRulesArgs,
): Record<string, string> | undefined {
  return identifier === 'GUARDDUTY_ENABLED_CENTRALIZED'
    ? { CentralMonitoringAccount: securityAccountId }
    : undefined;
}
