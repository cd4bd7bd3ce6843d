import { partitionOf } from '../partition.ts';
import { PolicyType } from './policy-type.ts';

/** What AWS Organizations limits of control policies. */
export type QuotaKind = 'documentLength' | 'perTarget' | 'inOrganization';

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
