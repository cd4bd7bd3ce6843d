import { defineControl } from '../../define-control.ts';
import { isNamed } from '../../estate/identities.ts';
import type { IdentityPolicy } from '../../model/estate.ts';
import { isUnknown } from '../../model/fact.ts';
import type { PolicyStatement } from '../../model/policy-document.ts';
import type { Verdict } from '../../model/verdict.ts';
import { trailTampering } from '../../policy/guarded-actions.ts';
import { coversAction, coversResource, listOf } from '../../policy/statement.ts';
import { matchesPattern } from '../../policy/wildcard.ts';
import { all, decide, evidenceElsewhere, fail, notApplicable, pass, unknown } from '../../verdicts.ts';

const writes = ['cloudtrail:CreateTrail', 'cloudtrail:StartLogging', ...trailTampering];

/** A trail that is named, or actions that are, show that somebody thought about it. */
export default defineControl({
  id: 'IAM-02',
  title: 'No policy of ours allows CloudTrail as a whole',
  intent: 'Rights over auditing are as narrow as the task.',
  severity: 'medium',
  appliesTo: 'accountAccess',
  policies: ['resource', 'stack'],
  pulumiTypes: [
    'aws:iam/policy:Policy',
    'aws:iam/rolePolicy:RolePolicy',
    'aws:iam/userPolicy:UserPolicy',
    'aws:iam/groupPolicy:GroupPolicy',
    'aws:iam/role:Role',
  ],
  needs: ['iam:GetAccountAuthorizationDetails'],
  fix: 'List the actions and the ARNs of the trails in place of wildcards.',
  url: 'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/security_iam_id-based-policy-examples.html',
  parameters: {
    administratorRoles: ['OrganizationAccountAccessRole', 'TrailGuardApply'] as readonly string[],
  },
  parameterHelp: {
    administratorRoles: { description: 'Names of roles, or patterns of them, that administer accounts.' },
  },
  evaluate(access, { parameters: { administratorRoles } }) {
    const { items, complete } = access.policies;
    const ours = items.filter(({ kind }) => kind !== 'aws');
    return all([
      ...ours.map((policy) => judge(policy, administratorRoles)),
      complete === true ? pass() : unknown('whether there are more policies is not known', complete),
    ]);
  },
});

function judge(policy: IdentityPolicy, administrators: readonly string[]): Verdict {
  const { heldBy, document, id } = policy;
  const named = typeof policy.name === 'string' ? `${policy.name} (${id})` : id;
  return decide(document, `the policy ${named}`, (known) => {
    const wide = (known?.Statement ?? []).find(isWide);
    if (wide === undefined) return pass();
    const found = evidenceElsewhere(policy, 'document', wide);
    const verdict = fail(`${named} allows CloudTrail’s write actions by a wildcard on all resources`, found);
    if (isUnknown(heldBy))
      return administrators.length === 0 ? verdict : unknown(`who holds ${named} is not known`, heldBy);
    const holders = heldBy ?? [];
    return holders.length > 0 && holders.every((holder) => isNamed(holder, administrators))
      ? notApplicable(`${named} is held by the administrators alone`)
      : verdict;
  });
}

function isWide(statement: PolicyStatement): boolean {
  if (statement.Effect !== 'Allow' || !coversResource(statement, '*')) return false;
  if (statement.NotAction !== undefined) return writes.some((action) => coversAction(statement, action));
  return listOf(statement.Action).some(
    (pattern) =>
      /[*?]/.test(pattern) &&
      writes.some((action) => matchesPattern(pattern.toLowerCase(), action.toLowerCase())),
  );
}
