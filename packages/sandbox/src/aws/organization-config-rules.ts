import type { Call } from './call.ts';
import { AwsError } from './error.ts';
import { page } from './page.ts';
import type { SandboxContext, Service } from './service.ts';

interface Rule {
  readonly name: string;
  readonly arn: string;
  readonly metadata: object;
  readonly excluded: readonly string[];
  readonly at: string;
}

const own = 'config-multiaccountsetup.amazonaws.com';

/**
 * Managed rules of the organization, which moto lacks: kept where they are put, by the management account or a delegated
 * administrator. The sandbox evaluates nothing, and a deployment succeeds at once.
 * https://docs.aws.amazon.com/config/latest/APIReference/API_PutOrganizationConfigRule.html
 */
export const organizationConfigRules: Service = {
  name: 'config',
  operations: {
    PutOrganizationConfigRule: (call, sandbox) => putRule(call, sandbox),
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
    DescribeOrganizationConformancePacks: (call, sandbox) => {
      rulesOf(call, sandbox);
      const [name] = (call.input.OrganizationConformancePackNames as string[] | undefined) ?? [];
      if (name !== undefined) {
        throw new AwsError(
          'NoSuchOrganizationConformancePackException',
          `The organization conformance pack ${name} does not exist.`,
          400,
        );
      }
      return paged('OrganizationConformancePacks', [], call);
    },
    DescribeOrganizationConfigRuleStatuses: (call, sandbox) =>
      listing('OrganizationConfigRuleStatuses', call, sandbox, ({ name, at }) => ({
        OrganizationConfigRuleName: name,
        OrganizationRuleStatus: 'CREATE_SUCCESSFUL',
        LastUpdateTime: new Date(at),
      })),
  },
};

function rulesOf({ caller, region }: Call, sandbox: SandboxContext): Rule[] {
  const { organization } = sandbox;
  const isOurs =
    caller.accountId === organization.managementAccountId ||
    organization.isDelegatedAdministrator(caller.accountId, own);
  if (!isOurs) {
    throw new AwsError(
      'OrganizationAccessDeniedException',
      'This action can be performed by the management account or a delegated administrator only.',
      400,
    );
  }
  const places = sandbox.state<Record<string, Rule[]>>('organization-config-rules', () => ({}));
  const place = `${caller.accountId}/${region}`;
  places[place] ??= [];
  return places[place];
}

function putRule(call: Call, sandbox: SandboxContext): object {
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
  if (!sandbox.organization.hasTrustedAccess(own)) {
    throw new AwsError(
      'OrganizationAccessDeniedException',
      'Trusted access for AWS Config is not enabled in the organization.',
      400,
    );
  }
  if (metadata === undefined) {
    throw new AwsError('InvalidParameterValueException', 'The sandbox takes managed rules alone.', 400);
  }
  const before = rules.find((rule) => rule.name === name);
  const arn =
    before?.arn ??
    `arn:aws:config:${call.region}:${call.caller.accountId}:organization-config-rule/${name}-${rules.length + 1}`;
  if (before !== undefined) rules.splice(rules.indexOf(before), 1);
  rules.push({ name, arn, metadata, excluded, at: sandbox.clock.now().toISOString() });
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

function paged(member: string, all: readonly object[], { input }: Call): object {
  const { Limit, NextToken } = input as { Limit?: number; NextToken?: string };
  const { items, next } = page(
    all,
    { MaxResults: Limit || undefined, NextToken },
    { most: 100, invalid: () => new AwsError('InvalidNextTokenException', 'The token is not valid.', 400) },
  );
  return { [member]: items, ...next };
}
