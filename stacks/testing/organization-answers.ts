import type { RecordOptions } from '@trailguard/baseline/testing';

/** What an organization of the mocks is like. */
export interface AnsweredOrganization {
  readonly enabledPolicyTypes?: readonly string[];
  /** Services with trusted access; none when left out. */
  readonly trustedServices?: readonly string[];
  /** Names of the policies that are attached to a target; AWS's full-access policy alone when left out. */
  readonly attached?: Readonly<Record<string, readonly string[]>>;
  /** Characters of a policy. */
  readonly documentLength?: number;
}

/** Answers of AWS Organizations and Service Quotas about a root `r-ab12`. */
export function organizationAnswers(
  different: AnsweredOrganization = {},
): NonNullable<RecordOptions['calls']> {
  const { attached = {}, documentLength = 10_240 } = different;
  const enabledPolicyTypes = different.enabledPolicyTypes ?? [
    'SERVICE_CONTROL_POLICY',
    'RESOURCE_CONTROL_POLICY',
  ];
  const idsOf = (names: readonly string[]) => names.map((name) => `p-${name}`);
  return {
    'aws:organizations/getOrganization:getOrganization': () => ({
      awsServiceAccessPrincipals: different.trustedServices ?? [],
      enabledPolicyTypes,
      roots: [{ id: 'r-ab12' }],
    }),
    'aws:organizations/getPolicies:getPolicies': () => ({
      ids: idsOf(['FullAWSAccess', ...new Set(Object.values(attached).flat())]),
    }),
    'aws:organizations/getPoliciesForTarget:getPoliciesForTarget': ({ targetId }) => ({
      ids: idsOf(attached[String(targetId)] ?? ['FullAWSAccess']),
    }),
    'aws:organizations/getPolicy:getPolicy': ({ policyId }) => ({ name: String(policyId).slice(2) }),
    'aws:servicequotas/getServiceQuota:getServiceQuota': ({ quotaName }) => {
      const name = String(quotaName);
      const isServiceControl = name.startsWith('Service');
      if (name.endsWith('document size')) return { value: isServiceControl ? documentLength : 5120 };
      if (name.endsWith('one target')) return { value: isServiceControl ? 10 : 5 };
      return { value: 1000 };
    },
  };
}
