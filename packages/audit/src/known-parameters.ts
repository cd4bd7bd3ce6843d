import type { ParameterOverrides } from '@trailguard/controls';
import type { AuditedOrganization } from './collect/audited-organization.ts';

/**
 * Parameters of controls with what the description of the organization tells already laid under them, so that nobody
 * has to say twice which account keeps the logs.
 */
export function withKnownParameters(
  { logArchiveAccountId, securityAccountId }: AuditedOrganization,
  parameters: ParameterOverrides = {},
): ParameterOverrides {
  const known: ParameterOverrides = {
    'KM-07': { approvedAccountIds: [logArchiveAccountId, securityAccountId] },
    'LB-01': { logArchiveAccountId },
  };
  const merged = Object.entries(known).map(([id, values]) => [
    id,
    { ...values, ...(Object.hasOwn(parameters, id) ? parameters[id] : {}) },
  ]);
  return { ...parameters, ...Object.fromEntries(merged) };
}
