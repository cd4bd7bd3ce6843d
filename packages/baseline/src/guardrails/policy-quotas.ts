import { aws } from '../aws.ts';
import type * as pulumi from '@pulumi/pulumi';
import { globalRegionOf } from '../partition.ts';
import { documentedQuotas, type QuotaKind } from './documented-quotas.ts';
import type { PolicyType } from './policy-type.ts';

/** What AWS Organizations allows of one kind of policy. */
export interface PolicyQuotas {
  /** Characters of a policy, white space included. */
  readonly documentLength: number;
  /** Policies on one root, unit or account, AWS's own full-access policy included. */
  readonly perTarget: number;
  /** Policies of the organization, AWS's own not counted. */
  readonly inOrganization: number;
  /** Names of the quotas that Service Quotas did not tell; their values are those that AWS documents. */
  readonly documented: readonly string[];
}

/** Names of the quotas in Service Quotas, which alone knows what was raised for an organization. */
const names: Readonly<Record<PolicyType, Readonly<Record<QuotaKind, string>>>> = {
  SERVICE_CONTROL_POLICY: {
    documentLength: 'Service control policy document size',
    perTarget: 'Service control policies attached to one target',
    inOrganization: 'Service control policies in an organization',
  },
  RESOURCE_CONTROL_POLICY: {
    documentLength: 'Resource control policy document size',
    perTarget: 'Resource control policies attached to one target',
    inOrganization: 'Resource control policies in an organization',
  },
};

/**
 * Reads the quotas of a kind of policy from Service Quotas, which needs `servicequotas:ListServiceQuotas` and
 * `servicequotas:GetAWSDefaultServiceQuota`.
 * @param region any region of the partition.
 */
export async function readPolicyQuotas(
  type: PolicyType,
  region: string,
  opts?: pulumi.InvokeOptions,
): Promise<PolicyQuotas> {
  const documented: string[] = [];
  const values = documentedQuotas(type, region);
  for (const kind of ['documentLength', 'perTarget', 'inOrganization'] as const) {
    const quotaName = names[type][kind];
    try {
      const { value } = await aws.servicequotas.getServiceQuota(
        { serviceCode: 'organizations', quotaName, region: globalRegionOf(region) },
        opts,
      );
      if (value > 0) values[kind] = value;
      else documented.push(quotaName);
    } catch {
      // The name may have changed, or the caller may not ask: both are told, neither stops an update.
      documented.push(quotaName);
    }
  }
  return { ...values, documented };
}
