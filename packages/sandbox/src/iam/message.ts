import type { AuthorizationRequest, DecidedBy } from './request.ts';

/** Names of the policy types as AWS writes them; a trust policy is the resource policy of its role. */
const policyNames: Record<DecidedBy, string> = {
  identity: 'identity-based policy',
  resource: 'resource-based policy',
  boundary: 'permissions boundary',
  session: 'session policy',
  'service-control': 'service control policy',
  'resource-control': 'resource control policy',
  'block-public-access': 'S3 Block Public Access setting',
  none: 'policy',
};

/**
 * The text of an AccessDenied error.
 *
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html lists the wording for each
 * type of policy; the one for Block Public Access is S3's.
 */
export function deniedMessage(request: AuthorizationRequest, by: DecidedBy, explicit: boolean): string {
  const { principal, action, resource } = request;
  const who = principal.sessionArn ?? principal.arn;
  const what = resource === '*' ? '' : ` on resource: ${resource}`;
  const start = `User: ${who} is not authorized to perform: ${action}${what}`;
  if (by === 'block-public-access') {
    return `${start} because public policies are prevented by the RestrictPublicBuckets setting in S3 Block Public Access.`;
  }
  const name = by === 'resource' && isAssumption(action) ? 'role trust policy' : policyNames[by];
  if (!explicit) return `${start} because no ${name} allows the ${action} action`;
  const article = name === 'role trust policy' ? 'the' : /^[aeiou]/.test(name) ? 'an' : 'a';
  return `${start} with an explicit deny in ${article} ${name}`;
}

/** Actions that a role's trust policy decides. */
export function isAssumption(action: string): boolean {
  return /^sts:(assumerole(withsaml|withwebidentity)?|tagsession|setsourceidentity)$/i.test(action);
}
