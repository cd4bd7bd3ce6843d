/** Limits on the policies of one type. */
export interface PolicyQuota {
  /** Characters of one policy, white space included. */
  readonly size: number;
  /** Policies that a root, unit or account may have attached, AWS's own full-access policy included. */
  readonly perTarget: number;
  /** Policies of the organization, AWS's own not counted. */
  readonly inOrganization: number;
}

/**
 * https://docs.aws.amazon.com/organizations/latest/userguide/orgs_reference_limits.html. Service control policies had
 * 5,120 characters and five on a target until May 2026.
 */
export const policyQuotas: Readonly<Record<string, PolicyQuota>> = {
  SERVICE_CONTROL_POLICY: { size: 10_240, perTarget: 10, inOrganization: 10_000 },
  RESOURCE_CONTROL_POLICY: { size: 5120, perTarget: 5, inOrganization: 1000 },
  DECLARATIVE_POLICY_EC2: { size: 10_000, perTarget: 10, inOrganization: 1000 },
  BACKUP_POLICY: { size: 10_000, perTarget: 10, inOrganization: 1000 },
  TAG_POLICY: { size: 10_000, perTarget: 10, inOrganization: 1000 },
  CHATBOT_POLICY: { size: 10_000, perTarget: 5, inOrganization: 1000 },
  AISERVICES_OPT_OUT_POLICY: { size: 2500, perTarget: 5, inOrganization: 1000 },
  SECURITYHUB_POLICY: { size: 10_000, perTarget: 10, inOrganization: 1000 },
};

/** The quota of a policy type that is known. */
export function policyQuota(type: string): PolicyQuota {
  const quota = policyQuotas[type];
  if (!quota) throw new TypeError(`no quota is known for ${type}`);
  return quota;
}
