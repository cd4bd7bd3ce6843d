import { deniedMessage, isAssumption } from './message.ts';
import { type CompiledPolicy, compilePolicy, UnreadablePolicy } from './policy/document.ts';
import { evaluatePermissions, evaluateResourcePolicy, type Grant, type Question } from './policy/effect.ts';
import { keyLookup } from './policy/keys.ts';
import { isPublicPolicy } from './public-policy.ts';
import { supportsResourceControl } from './resource-control.ts';
import type { ApplicablePolicies, AuthorizationRequest, DecidedBy, Decision } from './request.ts';

/**
 * Decides a request as AWS does. An explicit deny in any policy wins; then each gate has to be open, in AWS's
 * order: RCPs, SCPs, the resource's policy, the identity's policies, its permissions boundary, its session
 * policies. Nothing said means no.
 *
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 *
 * A policy that cannot be read denies everything it bears on.
 */
export function evaluate(request: AuthorizationRequest, policies: ApplicablePolicies): Decision {
  if (needsNoPermission(request)) return allowed('none');
  if (isRootAssuming(request)) return rootMayNotAssume;
  try {
    return decide(request, policies);
  } catch (error) {
    if (!(error instanceof UnreadablePolicy)) throw error;
    return {
      allowed: false,
      explicit: true,
      by: 'none',
      message: `${deniedMessage(request, 'none', true)} that cannot be read: ${error.message}`,
    };
  }
}

function decide(request: AuthorizationRequest, policies: ApplicablePolicies): Decision {
  const question: Question = {
    action: request.action.toLowerCase(),
    resource: request.resource,
    principal: request.principal,
    hasBoundary: policies.boundary !== undefined,
    lookup: keyLookup(request),
  };
  const gates = compile(request, policies);

  // Every policy is asked for a deny before any allow counts.
  const resource = gates.resource && evaluateResourcePolicy(gates.resource, question);
  if (gates.resourceControl.some((level) => denies(level, question)))
    return denied(request, 'resource-control', true);
  if (gates.serviceControl.some((level) => denies(level, question)))
    return denied(request, 'service-control', true);
  if (resource === 'deny' && !mayRepairBucketPolicy(request)) return denied(request, 'resource', true);
  for (const by of ['identity', 'boundary', 'session'] as const) {
    if (denies(gates[by] ?? [], question)) return denied(request, by, true);
  }

  // SCPs: each level between the root and the account must allow. RCPs: RCPFullAWSAccess is on every level and
  // cannot be detached, and no other RCP can allow, so their denies above were all there is to ask.
  // https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps_evaluation.html
  if (!gates.serviceControl.every((level) => allows(level, question))) {
    return denied(request, 'service-control', false);
  }
  const grant: Grant = resource === undefined || resource === 'deny' ? 'none' : resource;
  if (isPublicAccessBlocked(request, policies, grant)) return denied(request, 'block-public-access', true);
  return grantedBy(request, gates, question, grant);
}

/** What is left after every deny: who has to allow depends on the kind of principal and on whose resource it is. */
function grantedBy(request: AuthorizationRequest, gates: Gates, question: Question, grant: Grant): Decision {
  const { principal } = request;
  if (principal.kind === 'service' || principal.kind === 'federated' || principal.kind === 'anonymous') {
    return grant === 'direct' ? allowed('resource') : denied(request, 'resource', false);
  }
  if (principal.accountId !== request.resourceAccountId) {
    // Both accounts have to agree.
    // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic-cross-account.html
    if (grant === 'none' || isBucketPolicyAccess(request)) return denied(request, 'resource', false);
    return ownPolicies(request, gates, question) ?? allowed('resource');
  }
  // Within one account a grant to the user, the session or everyone stands alone; one to the session's role is
  // still limited by boundary and session policies.
  // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-basics.html
  if (grant === 'direct') return allowed('resource');
  if (grant === 'role') return limits(request, gates, question) ?? allowed('resource');
  if (grant === 'none' && resourcePolicyRules(request)) return denied(request, 'resource', false);
  return ownPolicies(request, gates, question) ?? allowed('identity');
}

/** The refusal by the principal's own account, if any. */
function ownPolicies(request: AuthorizationRequest, gates: Gates, question: Question): Decision | undefined {
  // The root user has every permission of its account; SCPs and the resource's policy were asked before.
  if (request.principal.kind === 'root') return undefined;
  if (!allows(gates.identity, question)) return denied(request, 'identity', false);
  return limits(request, gates, question);
}

function limits(request: AuthorizationRequest, gates: Gates, question: Question): Decision | undefined {
  if (gates.boundary && !allows(gates.boundary, question)) return denied(request, 'boundary', false);
  if (gates.session && !allows(gates.session, question)) return denied(request, 'session', false);
  return undefined;
}

interface Gates {
  readonly identity: readonly CompiledPolicy[];
  readonly boundary: readonly CompiledPolicy[] | undefined;
  readonly session: readonly CompiledPolicy[] | undefined;
  readonly resource: CompiledPolicy | undefined;
  readonly serviceControl: readonly (readonly CompiledPolicy[])[];
  readonly resourceControl: readonly (readonly CompiledPolicy[])[];
}

/** Compiles the policies that bear on this principal and leaves out those it is exempt from. */
function compile({ principal, action }: AuthorizationRequest, policies: ApplicablePolicies): Gates {
  const hasIdentity = principal.kind === 'user' || principal.kind === 'role';
  const inAccount = hasIdentity || principal.kind === 'root';
  const exempt = principal.isServiceLinkedRole === true;
  const levels = (texts: readonly (readonly string[])[]) => texts.map((level) => level.map(compilePolicy));
  return {
    identity: hasIdentity ? policies.identity.map(compilePolicy) : [],
    boundary: hasIdentity && policies.boundary !== undefined ? [compilePolicy(policies.boundary)] : undefined,
    session: hasIdentity ? policies.session?.map(compilePolicy) : undefined,
    resource: policies.resource === undefined ? undefined : compilePolicy(policies.resource),
    serviceControl: inAccount && !exempt ? levels(policies.serviceControl) : [],
    resourceControl: !exempt && supportsResourceControl(action) ? levels(policies.resourceControl) : [],
  };
}

const denies = (policies: readonly CompiledPolicy[], question: Question): boolean =>
  policies.some((policy) => evaluatePermissions(policy, question) === 'deny');

const allows = (policies: readonly CompiledPolicy[], question: Question): boolean =>
  policies.some((policy) => evaluatePermissions(policy, question) === 'allow');

/**
 * Keys and roles answer to their own policy first: an identity policy counts only where that policy hands the
 * decision to the account.
 *
 * https://docs.aws.amazon.com/kms/latest/developerguide/key-policies.html,
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_update-role-trust-policy.html
 */
function resourcePolicyRules({ action, resource }: AuthorizationRequest): boolean {
  return isAssumption(action) || (/^kms:/i.test(action) && /^arn:[^:]*:kms:[^:]*:[^:]*:key\//.test(resource));
}

/** RestrictPublicBuckets: a bucket whose policy is public answers its own account and AWS services alone. */
function isPublicAccessBlocked(
  request: AuthorizationRequest,
  policies: ApplicablePolicies,
  grant: Grant,
): boolean {
  const { principal, resourceAccountId } = request;
  if (grant === 'none' || policies.blockPublicAccess?.restrictPublicBuckets !== true) return false;
  if (principal.kind === 'service' || principal.accountId === resourceAccountId) return false;
  return policies.resource !== undefined && isPublicPolicy(policies.resource);
}

/** Only identities of the bucket's account reach its policy, whatever the policy grants. Same page as below. */
const isBucketPolicyAccess = ({ action }: AuthorizationRequest): boolean =>
  /^s3:(get|put|delete)bucketpolicy$/i.test(action);

/**
 * The root user of the bucket's account can always read, write and delete the bucket's policy, so that a deny
 * for everyone locks nobody out for good.
 *
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketPolicy.html
 */
function mayRepairBucketPolicy(request: AuthorizationRequest): boolean {
  const { principal, resourceAccountId } = request;
  return (
    principal.kind === 'root' && principal.accountId === resourceAccountId && isBucketPolicyAccess(request)
  );
}

/**
 * https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html: no policy can refuse it;
 * https://docs.aws.amazon.com/STS/latest/APIReference/API_GetSessionToken.html: users need no permission.
 */
function needsNoPermission({ action, principal }: AuthorizationRequest): boolean {
  const lower = action.toLowerCase();
  if (lower === 'sts:getsessiontoken') return principal.kind === 'user' || principal.kind === 'root';
  return lower === 'sts:getcalleridentity' && principal.kind !== 'anonymous';
}

/** https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html: "You cannot use root user credentials". */
const isRootAssuming = ({ action, principal }: AuthorizationRequest): boolean =>
  principal.kind === 'root' && action.toLowerCase() === 'sts:assumerole';

const rootMayNotAssume: Decision = {
  allowed: false,
  explicit: true,
  by: 'none',
  message: 'Roles may not be assumed by root accounts.',
};

const allowed = (by: DecidedBy): Decision => ({ allowed: true, explicit: false, by, message: '' });

const denied = (request: AuthorizationRequest, by: DecidedBy, explicit: boolean): Decision => ({
  allowed: false,
  explicit,
  by,
  message: deniedMessage(request, by, explicit),
});
