/** Starts of the names that Control Tower keeps for itself; its stack sets make stacks of a longer name. */
const reserved = /^(StackSet-)?(aws-?controltower|aws-guardrails-)/i;

/** Service principals that Control Tower trusts in the organization, and relies on. */
const principals: readonly string[] = [
  'cloudtrail.amazonaws.com',
  'config.amazonaws.com',
  'controltower.amazonaws.com',
  'member.org.stacksets.cloudformation.amazonaws.com',
  'sso.amazonaws.com',
];

/**
 * Whether something belongs to Control Tower by its name: its trail, buckets, topics, log groups, roles, rules, Config
 * recorders, functions, stacks and service control policies. What is Control Tower's is used and never imported or changed: a
 * changed resource is drift to it, which it repairs or stops at. Trusted access is asked of
 * {@link isControlTowerTrustedAccess}, as its service principals are not Control Tower's alone.
 * @param nameOrArn name (with its path, if any) or ARN.
 * @see https://docs.aws.amazon.com/controltower/latest/userguide/getting-started-guidance.html
 */
export function isControlTowerResource(nameOrArn: string): boolean {
  const [, , service, , , ...rest] = nameOrArn.startsWith('arn:') ? nameOrArn.split(':') : [];
  const named = rest.length === 0 ? nameOrArn : rest.join(':');
  // An object's key is chosen by whoever writes it.
  const parts = service === 's3' ? [named.split('/')[0] ?? ''] : named.split(/[:/]/);
  return parts.some((part) => reserved.test(part));
}

/**
 * Whether the trusted access of a service is Control Tower's to enable in an organization that it has set up.
 * @see https://docs.aws.amazon.com/controltower/latest/userguide/services-that-integrate.html
 */
export function isControlTowerTrustedAccess(servicePrincipal: string): boolean {
  return principals.includes(servicePrincipal);
}
