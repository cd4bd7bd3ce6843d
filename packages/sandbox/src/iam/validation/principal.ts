import { isObject } from '../policy/document.ts';
import type { PolicyKind } from './quotas.ts';
import type { Report } from './validate-policy.ts';

const kinds = new Set(['AWS', 'Service', 'Federated', 'CanonicalUser']);

/**
 * Checks how principals are written, not whether they exist.
 *
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
 */
export function checkPrincipal(
  kind: PolicyKind,
  statement: Record<string, unknown>,
  at: string,
  report: Report,
): void {
  for (const field of ['Principal', 'NotPrincipal']) {
    if (!Object.hasOwn(statement, field)) continue;
    const place = `${at}.${field}`;
    const value = statement[field];
    // An RCP speaks to everyone; exceptions are conditions.
    // https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps_syntax.html
    if (kind === 'rcp' && (field === 'NotPrincipal' || value !== '*'))
      report({ is: 'principal', value: JSON.stringify(value) }, place);
    // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notprincipal.html
    else if (kind === 'trust' && field === 'NotPrincipal') report({ is: 'prohibited-field', field }, place);
    else checkNames(value, place, report);
  }
}

function checkNames(value: unknown, at: string, report: Report): void {
  if (value === '*') return;
  if (!isObject(value) || Object.keys(value).length === 0) {
    report({ is: 'principal', value: JSON.stringify(value) }, at);
    return;
  }
  for (const [kind, names] of Object.entries(value)) {
    const list: readonly unknown[] = Array.isArray(names) ? names : [names];
    const fits =
      kinds.has(kind) &&
      list.length > 0 &&
      list.every((name) => typeof name === 'string' && isName(kind, name));
    if (!fits) report({ is: 'principal', value: `${kind} ${JSON.stringify(names)}` }, at);
  }
}

/** Wildcards name no one, save `*` for everyone. */
function isName(kind: string, name: string): boolean {
  switch (kind) {
    case 'AWS':
      return (
        name === '*' ||
        /^\d{12}$/.test(name) ||
        // Ids of deleted users and roles stay behind in policies.
        /^A(ID|RO)A[A-Z0-9]{12,}$/.test(name) ||
        /^arn:aws[a-z-]*:(iam|sts)::(\d{12}|cloudfront):(root|(user|role|assumed-role|federated-user)\/[^*?]+)$/.test(
          name,
        )
      );
    case 'Service':
      return /^[a-z0-9.-]+\.amazonaws\.com(\.cn)?$/.test(name) || /^[a-z0-9-]+\.[a-z0-9.-]+$/.test(name);
    default:
      return name !== '' && !/[*?]/.test(name);
  }
}
