export { describeCall, principalOf } from './call/describe-call.ts';
export { UnmappedOperation } from './call/draft.ts';
export type { EntityKind, KmsEncryption, Lookups, Membership } from './call/lookups.ts';
export { evaluate } from './evaluate.ts';
export { isPublicPolicy } from './public-policy.ts';
export type { ApplicablePolicies, AuthorizationRequest, DecidedBy, Decision } from './request.ts';
