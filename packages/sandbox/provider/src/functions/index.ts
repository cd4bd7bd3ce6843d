import type { LoadedLate } from '../core/loaded-late.ts';
import type { AnyFunction } from '../core/function.ts';

/** Every data function that the sandbox serves, loaded when it is first asked for. */
export const functions: LoadedLate<AnyFunction> = {
  'aws:s3/getAccountPublicAccessBlock:getAccountPublicAccessBlock': async () =>
    (await import('./get-account-public-access-block.ts')).getAccountPublicAccessBlock,
  'aws:kms/getAlias:getAlias': async () => (await import('./get-alias.ts')).getAlias,
  'aws:s3/getBucket:getBucket': async () => (await import('./get-bucket.ts')).getBucket,
  'aws:s3/getBucketPolicy:getBucketPolicy': async () =>
    (await import('./get-bucket-policy.ts')).getBucketPolicy,
  'aws:index/getCallerIdentity:getCallerIdentity': async () =>
    (await import('./get-caller-identity.ts')).getCallerIdentity,
  'aws:organizations/getDelegatedAdministrators:getDelegatedAdministrators': async () =>
    (await import('./get-delegated-administrators.ts')).getDelegatedAdministrators,
  'aws:organizations/getDelegatedServices:getDelegatedServices': async () =>
    (await import('./get-delegated-administrators.ts')).getDelegatedServices,
  'aws:guardduty/getDetector:getDetector': async () => (await import('./get-detector.ts')).getDetector,
  'aws:cloudwatch/getEventBus:getEventBus': async () => (await import('./get-event-bus.ts')).getEventBus,
  'aws:kms/getKey:getKey': async () => (await import('./get-key.ts')).getKey,
  'aws:cloudwatch/getLogGroup:getLogGroup': async () => (await import('./get-log-group.ts')).getLogGroup,
  'aws:organizations/getOrganization:getOrganization': async () =>
    (await import('./get-organization.ts')).getOrganization,
  'aws:organizations/getOrganizationalUnitDescendantAccounts:getOrganizationalUnitDescendantAccounts':
    async () =>
      (await import('./get-organizational-unit-descendant-accounts.ts'))
        .getOrganizationalUnitDescendantAccounts,
  'aws:organizations/getOrganizationalUnits:getOrganizationalUnits': async () =>
    (await import('./get-organizational-units.ts')).getOrganizationalUnits,
  'aws:index/getPartition:getPartition': async () => (await import('./get-partition.ts')).getPartition,
  'aws:organizations/getPolicies:getPolicies': async () => (await import('./get-policies.ts')).getPolicies,
  'aws:organizations/getPoliciesForTarget:getPoliciesForTarget': async () =>
    (await import('./get-policies.ts')).getPoliciesForTarget,
  'aws:organizations/getPolicy:getPolicy': async () => (await import('./get-policy.ts')).getPolicy,
  'aws:iam/getPolicyDocument:getPolicyDocument': async () =>
    (await import('./get-policy-document.ts')).getPolicyDocument,
  'aws:account/getPrimaryContact:getPrimaryContact': async () =>
    (await import('./get-primary-contact.ts')).getPrimaryContact,
  'aws:index/getRegion:getRegion': async () => (await import('./get-region.ts')).getRegion,
  'aws:index/getRegions:getRegions': async () => (await import('./get-regions.ts')).getRegions,
  'aws:iam/getRole:getRole': async () => (await import('./get-role.ts')).getRole,
  'aws:iam/getRoles:getRoles': async () => (await import('./get-role.ts')).getRoles,
  'aws:servicequotas/getServiceQuota:getServiceQuota': async () =>
    (await import('./get-service-quota.ts')).getServiceQuota,
  'aws:sns/getTopic:getTopic': async () => (await import('./get-topic.ts')).getTopic,
};
