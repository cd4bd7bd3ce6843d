import type { Call } from '../call.ts';
import { AwsError } from '../error.ts';
import type { SandboxContext, Service } from '../service.ts';
import { type Evaluation, evaluateRule } from './managed-rules.ts';
import { paged } from './organization.ts';
import { type DeployedRule, deployedRules } from './organization-rules.ts';

/**
 * What the organization's rules say in an account, evaluated when it is asked: the sandbox records nothing. Rules of the account
 * itself are moto's, which evaluates none: they are not known here.
 */
export function complianceOperations(): Service['operations'] {
  return {
    /** https://docs.aws.amazon.com/config/latest/APIReference/API_DescribeComplianceByConfigRule.html */
    DescribeComplianceByConfigRule: async (call, sandbox) => {
      const { ConfigRuleNames: names = [] } = call.input as { ConfigRuleNames?: string[] };
      const deployed = deployedRules(call, sandbox);
      const asked = names.length === 0 ? deployed : names.map((name) => ruleNamed(deployed, name));
      const found = [];
      for (const rule of asked) {
        const { ComplianceType } = summaryOf(await evaluated(rule, call, sandbox));
        found.push({ ConfigRuleName: rule.name, Compliance: { ComplianceType } });
      }
      return paged('ComplianceByConfigRules', found, call);
    },
    /** https://docs.aws.amazon.com/config/latest/APIReference/API_GetComplianceDetailsByConfigRule.html */
    GetComplianceDetailsByConfigRule: async (call, sandbox) => {
      const { ConfigRuleName: name = '', ComplianceTypes: types = [] } = call.input as {
        ConfigRuleName?: string;
        ComplianceTypes?: string[];
      };
      const rule = ruleNamed(deployedRules(call, sandbox), name);
      const at = sandbox.clock.now();
      const results = ((await evaluated(rule, call, sandbox)) ?? [])
        .map((evaluation) => ({ evaluation, ComplianceType: complianceOf(evaluation) }))
        .filter(({ ComplianceType }) => types.length === 0 || types.includes(ComplianceType))
        .map(({ evaluation, ComplianceType }) => ({
          EvaluationResultIdentifier: {
            EvaluationResultQualifier: {
              ConfigRuleName: name,
              ResourceType: evaluation.resourceType,
              ResourceId: evaluation.resourceId,
            },
            OrderingTimestamp: at,
          },
          ComplianceType,
          ResultRecordedTime: at,
          ConfigRuleInvokedTime: at,
        }));
      return paged('EvaluationResults', results, call);
    },
  };
}

function ruleNamed(deployed: readonly DeployedRule[], name: string): DeployedRule {
  const rule = deployed.find((one) => one.name === name);
  if (rule !== undefined) return rule;
  throw new AwsError(
    'NoSuchConfigRuleException',
    `The ConfigRule '${name}' provided in the request is invalid. Please check the configRule name.`,
    400,
  );
}

const evaluated = (
  { identifier, parameters }: DeployedRule,
  { caller, region }: Call,
  sandbox: SandboxContext,
) => evaluateRule(identifier, { sandbox, accountId: caller.accountId, region, parameters });

const complianceOf = ({ isCompliant }: Evaluation) => (isCompliant ? 'COMPLIANT' : 'NON_COMPLIANT');

/** A rule that finds nothing to evaluate, or is not evaluated here, has no data. */
function summaryOf(evaluations: readonly Evaluation[] | undefined): { ComplianceType: string } {
  if (evaluations === undefined || evaluations.length === 0) return { ComplianceType: 'INSUFFICIENT_DATA' };
  const isCompliant = evaluations.every((one) => one.isCompliant);
  return { ComplianceType: isCompliant ? 'COMPLIANT' : 'NON_COMPLIANT' };
}
