import { aws } from '../aws.ts';
import type * as pulumi from '@pulumi/pulumi';
import { partitionOf } from '../partition.ts';
import { PolicyType } from './policy-type.ts';

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

type QuotaKind = 'documentLength' | 'perTarget' | 'inOrganization';

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
 * What AWS documents, for a quota that Service Quotas does not tell. Service control policies had half the characters and
 * half the number on a target until May 2026; other partitions follow later, so there the smaller values are taken.
 * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_reference_limits.html
 */
export function documentedQuotas(type: PolicyType, region: string): Record<QuotaKind, number> {
  if (type === PolicyType.ResourceControl)
    return { documentLength: 5120, perTarget: 5, inOrganization: 1000 };
  return partitionOf(region) === 'aws'
    ? { documentLength: 10_240, perTarget: 10, inOrganization: 10_000 }
    : { documentLength: 5120, perTarget: 5, inOrganization: 1000 };
}

/** Where the API of AWS Organizations is, which is also where its quotas are told. */
const organizationsRegion = { aws: 'us-east-1', 'aws-us-gov': 'us-gov-west-1', 'aws-cn': 'cn-northwest-1' };

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
        { serviceCode: 'organizations', quotaName, region: organizationsRegion[partitionOf(region)] },
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
