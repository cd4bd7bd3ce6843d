import { hash } from 'node:crypto';
import type { MotoCalls } from '../../gateway/moto-calls.ts';
import type { Call } from '../call.ts';
import { AwsError } from '../error.ts';
import type { SandboxContext, Service } from '../service.ts';
import { deploymentStatus, paged, requireOrganization, RulesPrincipal } from './organization.ts';

interface Rule {
  readonly name: string;
  readonly arn: string;
  readonly metadata: object;
  readonly excluded: readonly string[];
  readonly status: string;
  readonly at: string;
}

/**
 * Managed rules of the organization, which moto lacks: kept where they are put, by the management account or a delegated
 * administrator. A deployment ends at once.
 * https://docs.aws.amazon.com/config/latest/APIReference/API_PutOrganizationConfigRule.html
 */
export function organizationRules(moto: MotoCalls): Service['operations'] {
  return {
    PutOrganizationConfigRule: (call, sandbox) => putRule(call, sandbox, moto),
    DeleteOrganizationConfigRule: (call, sandbox) => {
      const rules = rulesOf(call, sandbox);
      const [rule] = named(rules, [String(call.input.OrganizationConfigRuleName)]);
      rules.splice(rules.indexOf(rule as Rule), 1);
      return {};
    },
    DescribeOrganizationConfigRules: (call, sandbox) =>
      listing('OrganizationConfigRules', call, sandbox, ({ name, arn, metadata, excluded, at }) => ({
        OrganizationConfigRuleName: name,
        OrganizationConfigRuleArn: arn,
        OrganizationManagedRuleMetadata: metadata,
        ExcludedAccounts: excluded,
        LastUpdateTime: new Date(at),
      })),
    DescribeOrganizationConfigRuleStatuses: (call, sandbox) =>
      listing('OrganizationConfigRuleStatuses', call, sandbox, ({ name, status, at }) => ({
        OrganizationConfigRuleName: name,
        OrganizationRuleStatus: status,
        ...(status.endsWith('FAILED')
          ? { ErrorCode: 'NoAvailableConfigurationRecorder', ErrorMessage: 'An account has no recorder.' }
          : {}),
        LastUpdateTime: new Date(at),
      })),
  };
}

/** A rule of the organization as an account has it. */
export interface DeployedRule {
  readonly name: string;
  readonly identifier: string;
  readonly parameters: Readonly<Record<string, string>>;
}

/** The organization's rules that are deployed to an account in a Region, under the names that AWS gives them there. */
export function deployedRules({ caller, region }: Call, sandbox: SandboxContext): DeployedRule[] {
  return Object.entries(placesOf(sandbox))
    .filter(([place]) => place.endsWith(`/${region}`))
    .flatMap(([, rules]) => rules)
    .filter(({ excluded }) => !excluded.includes(caller.accountId))
    .map(({ name, arn, metadata }) => {
      const { RuleIdentifier, InputParameters } = metadata as Record<string, string | undefined>;
      return {
        name: `OrgConfigRule-${name}-${hash('md5', arn).slice(0, 8)}`,
        identifier: RuleIdentifier ?? '',
        parameters: JSON.parse(InputParameters ?? '{}') as Record<string, string>,
      };
    });
}

const placesOf = (sandbox: SandboxContext) =>
  sandbox.state<Record<string, Rule[]>>('organization-config-rules', () => ({}));

function rulesOf(call: Call, sandbox: SandboxContext): Rule[] {
  requireOrganization(call, sandbox, RulesPrincipal);
  const places = placesOf(sandbox);
  const place = `${call.caller.accountId}/${call.region}`;
  places[place] ??= [];
  return places[place];
}

async function putRule(call: Call, sandbox: SandboxContext, moto: MotoCalls): Promise<object> {
  const {
    OrganizationConfigRuleName: name,
    OrganizationManagedRuleMetadata: metadata,
    ExcludedAccounts: excluded = [],
  } = call.input as {
    OrganizationConfigRuleName: string;
    OrganizationManagedRuleMetadata?: object;
    ExcludedAccounts?: string[];
  };
  const rules = rulesOf(call, sandbox);
  if (metadata === undefined) {
    throw new AwsError('InvalidParameterValueException', 'The sandbox takes managed rules alone.', 400);
  }
  const before = rules.find((rule) => rule.name === name);
  const arn =
    before?.arn ??
    `arn:aws:config:${call.region}:${call.caller.accountId}:organization-config-rule/${name}-${rules.length + 1}`;
  const status = await deploymentStatus(call, sandbox, moto, excluded);
  if (before !== undefined) rules.splice(rules.indexOf(before), 1);
  rules.push({ name, arn, metadata, excluded, status, at: sandbox.clock.now().toISOString() });
  return { OrganizationConfigRuleArn: arn };
}

function named(rules: readonly Rule[], names: readonly string[]): readonly Rule[] {
  return names.map((name) => {
    const found = rules.find((rule) => rule.name === name);
    if (found !== undefined) return found;
    throw new AwsError(
      'NoSuchOrganizationConfigRuleException',
      `The organization config rule ${name} does not exist.`,
      400,
    );
  });
}

function listing(member: string, call: Call, sandbox: SandboxContext, view: (rule: Rule) => object): object {
  const names = (call.input.OrganizationConfigRuleNames as string[] | undefined) ?? [];
  const rules = rulesOf(call, sandbox);
  return paged(member, (names.length > 0 ? named(rules, names) : rules).map(view), call);
}
