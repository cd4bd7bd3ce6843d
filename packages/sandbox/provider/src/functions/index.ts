import type { AnyFunction } from '../core/function.ts';
import { getAccountPublicAccessBlock } from './get-account-public-access-block.ts';
import { getAlias } from './get-alias.ts';
import { getBucketPolicy } from './get-bucket-policy.ts';
import { getBucket } from './get-bucket.ts';
import { getCallerIdentity } from './get-caller-identity.ts';
import { getDelegatedAdministrators, getDelegatedServices } from './get-delegated-administrators.ts';
import { getDetector } from './get-detector.ts';
import { getEventBus } from './get-event-bus.ts';
import { getKey } from './get-key.ts';
import { getLogGroup } from './get-log-group.ts';
import { getOrganization } from './get-organization.ts';
import { getOrganizationalUnitDescendantAccounts } from './get-organizational-unit-descendant-accounts.ts';
import { getOrganizationalUnits } from './get-organizational-units.ts';
import { getPartition } from './get-partition.ts';
import { getPolicies, getPoliciesForTarget } from './get-policies.ts';
import { getPolicyDocument } from './get-policy-document.ts';
import { getPolicy } from './get-policy.ts';
import { getPrimaryContact } from './get-primary-contact.ts';
import { getRegion } from './get-region.ts';
import { getRegions } from './get-regions.ts';
import { getRole, getRoles } from './get-role.ts';
import { getServiceQuota } from './get-service-quota.ts';
import { getTopic } from './get-topic.ts';

/** Every data function that the sandbox serves. */
export const functions: readonly AnyFunction[] = [
  getAccountPublicAccessBlock,
  getAlias,
  getBucket,
  getBucketPolicy,
  getCallerIdentity,
  getDelegatedAdministrators,
  getDelegatedServices,
  getDetector,
  getEventBus,
  getKey,
  getLogGroup,
  getOrganization,
  getOrganizationalUnitDescendantAccounts,
  getOrganizationalUnits,
  getPartition,
  getPolicies,
  getPoliciesForTarget,
  getPolicy,
  getPolicyDocument,
  getPrimaryContact,
  getRegion,
  getRegions,
  getRole,
  getRoles,
  getServiceQuota,
  getTopic,
];
