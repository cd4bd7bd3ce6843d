import { defineControl } from '../../define-control.ts';
import type { EffectivePolicy } from '../../model/estate.ts';
import { isUnknown } from '../../model/fact.ts';
import type { Verdict } from '../../model/verdict.ts';
import { switchedOffIn } from '../../policy/declarative-policy.ts';
import { all, decide, evidenceElsewhere, fail, notApplicable, pass, unknown } from '../../verdicts.ts';

const types = ['GUARDDUTY_POLICY', 'S3_POLICY', 'SECURITYHUB_CSPM_POLICY', 'SECURITYHUB_POLICY'];

/**
 * Policies of these types set features by themselves: what a program sets otherwise is set back. Features under a policy of
 * GuardDuty say `ManagedBy: GUARDDUTY_POLICY`.
 */
export default defineControl({
  id: 'ORG-11',
  title: 'Policies of services do not switch protection off',
  intent: 'Declarative policies and programs do not fight.',
  severity: 'low',
  appliesTo: 'organization',
  policies: [],
  pulumiTypes: [],
  needs: ['organizations:ListRoots', 'organizations:DescribeEffectivePolicy'],
  fix: 'Let the policy of the service enable what the stack enables, or detach it.',
  url: 'https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_effective.html',
  evaluate(organization, { estate }) {
    return decide(organization.enabledPolicyTypes, 'which types of policies are enabled', (enabled) => {
      const used = types.filter((type) => enabled?.includes(type));
      if (used.length === 0) return notApplicable('no policy type of a security service is enabled');
      const { items, complete } = estate.effectivePolicies;
      return all([
        ...items.filter(({ type }) => used.includes(type)).map(agrees),
        complete === true ? pass() : unknown('what policies come to for each account is not known', complete),
      ]);
    });
  },
});

function agrees(policy: EffectivePolicy): Verdict {
  const name = `${policy.type} for ${policy.accountId}`;
  if (isUnknown(policy.content)) return unknown(`${name} is not known`, policy.content);
  const off = policy.content === null ? [] : switchedOffIn(policy.content);
  return off.length === 0
    ? pass(evidenceElsewhere(policy, 'content', policy.type))
    : fail(`${name} switches off ${off.join(', ')}`, evidenceElsewhere(policy, 'content', off));
}
