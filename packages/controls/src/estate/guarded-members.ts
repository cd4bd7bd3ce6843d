import type { Estate, Organization } from '../model/estate.ts';
import type { Verdict } from '../model/verdict.ts';
import { controlDenialOf, type DeniedAction } from '../policy/control-denial.ts';
import { coversAction } from '../policy/statement.ts';
import { fail, pass } from '../verdicts.ts';
import { judgeBoundAccounts, policyEvidence } from './bound-accounts.ts';

/** Roles that deploy in members; a guardrail that binds them too could never be mended by a program. */
export const deployRoles: readonly string[] = ['OrganizationAccountAccessRole', 'AWSControlTowerExecution'];

/** Explains a parameter that lists such roles. */
export const approvedRolesHelp = {
  description: 'Names of roles, or patterns of their ARNs, that a Deny may except in aws:PrincipalArn.',
} as const;

/** Actions that a guardrail denies, wherever they are done. */
export function anywhere(actions: readonly string[]): readonly DeniedAction[] {
  return actions.map((action) => ({ action, resource: '*' }));
}

/**
 * Judges whether service control policies deny actions in every member but to approved roles.
 *
 * @param accountIds members to judge; all when left out
 */
export function isDeniedInMembers(
  organization: Organization,
  estate: Estate,
  actions: readonly DeniedAction[],
  approvedRoles: readonly string[],
  accountIds?: readonly string[],
): Verdict {
  const type = 'SERVICE_CONTROL_POLICY';
  return judgeBoundAccounts(organization, estate, {
    type,
    ...(accountIds === undefined ? {} : { accountIds }),
    concerns: ({ Statement }) =>
      Statement.some(
        (statement) =>
          statement.Effect === 'Deny' && actions.some(({ action }) => coversAction(statement, action)),
      ),
    judge: (documents, name) => {
      const faults = actions.flatMap((action) => {
        const denial = controlDenialOf(documents, action, approvedRoles);
        if (denial.kind === 'denied') return [];
        return [denial.kind === 'open' ? action.action : `${action.action} (${denial.reason})`];
      });
      return faults.length === 0
        ? pass(...policyEvidence(estate, type))
        : fail(`not denied in ${name}: ${faults.join(', ')}`, ...policyEvidence(estate, type));
    },
  });
}
