import { isObject, readPrincipal } from './policy/document.ts';
import { readOperator } from './policy/condition.ts';

/**
 * Keys that tie a grant to whoever a fixed value names. `aws:PrincipalOrgID` stands for "an AWS principal" on
 * the page; the other `aws:Principal…` keys are read alike (unverified).
 */
const fixingKeys: ReadonlySet<string> = new Set([
  'aws:principalorgid',
  'aws:principalaccount',
  'aws:principalarn',
  'aws:principalservicename',
  'aws:sourcearn',
  'aws:sourcevpc',
  'aws:sourcevpce',
  'aws:sourceowner',
  'aws:sourceaccount',
  'aws:userid',
  's3:dataaccesspointarn',
  's3:dataaccesspointaccount',
  's3:x-amz-server-side-encryption-aws-kms-key-id',
]);

/** Operators that demand one of their values; those that hold when the key is missing fix nothing. */
const fixingOperators: ReadonlySet<string> = new Set([
  'stringequals',
  'stringequalsignorecase',
  'stringlike',
  'arnequals',
  'arnlike',
]);

/**
 * Is a bucket policy public in S3's sense? It is, unless each of its grants goes to fixed values alone: named
 * principals, or conditions whose values have neither wildcard nor variable. Decides `GetBucketPolicyStatus`,
 * `BlockPublicPolicy` and `RestrictPublicBuckets`.
 *
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html,
 * "The meaning of public". A document that cannot be read counts as public.
 *
 * @param document policy as JSON text or parsed
 */
export function isPublicPolicy(document: unknown): boolean {
  try {
    const policy: unknown = typeof document === 'string' ? JSON.parse(document) : document;
    if (!isObject(policy) || !Object.hasOwn(policy, 'Statement')) return true;
    const statements: unknown[] = Array.isArray(policy.Statement) ? policy.Statement : [policy.Statement];
    return statements.some(isPublicStatement);
  } catch {
    return true;
  }
}

function isPublicStatement(statement: unknown): boolean {
  if (!isObject(statement)) return true;
  if (statement.Effect === 'Deny') return false;
  return !hasFixedPrincipal(statement) && !hasFixingCondition(statement.Condition);
}

function hasFixedPrincipal(statement: Record<string, unknown>): boolean {
  if (statement.Principal === undefined || statement.NotPrincipal !== undefined) return false;
  const { everyone, aws, service, federated, canonicalUser } = readPrincipal(statement.Principal);
  return !everyone && [...aws, ...service, ...federated, ...canonicalUser].every(isFixed);
}

function hasFixingCondition(block: unknown): boolean {
  if (!isObject(block)) return false;
  return Object.entries(block).some(([operator, keys]) => {
    const name = readOperator(operator);
    if (name === undefined || name.ifExists || name.qualifier === 'ForAllValues' || !isObject(keys))
      return false;
    return Object.entries(keys).some(([key, value]) => {
      const values = (Array.isArray(value) ? value : [value]).map(String);
      if (values.length === 0) return false;
      const lower = key.toLowerCase();
      if (name.base === 'ipaddress') return lower === 'aws:sourceip' && values.every(isNarrowNetwork);
      if (!fixingOperators.has(name.base) || !fixingKeys.has(lower)) return false;
      return values.every((text) =>
        lower === 's3:dataaccesspointarn' ? isAccessPoint(text) : isFixed(text),
      );
    });
  });
}

const isFixed = (value: string): boolean => !/[*?]|\$\{/.test(value);

/** The name of an access point may be a wildcard as long as its account is fixed. */
const isAccessPoint = (arn: string): boolean => /^arn:[\w-]+:s3:[\w*-]*:\d{12}:accesspoint\/[^$]+$/.test(arn);

/** Broader than /8 (IPv4) or /32 (IPv6) is public. */
function isNarrowNetwork(cidr: string): boolean {
  const [network = '', length] = cidr.split('/');
  if (!isFixed(cidr)) return false;
  if (length === undefined) return true;
  return Number(length) >= (network.includes(':') ? 32 : 8);
}
