/** Where a policy stands; identity policies have quotas of their own for each holder. */
export type PolicyKind = 'identity' | 'resource' | 'trust' | 'scp' | 'rcp' | 'key' | 'session';

/** Who holds an identity policy: a managed policy, or the user, role or group that it is written into. */
export type PolicyHolder = 'managed' | 'role' | 'user' | 'group';

/** A limit on a policy's length. */
export interface Quota {
  readonly limit: number;
  readonly unit: 'characters' | 'bytes';
  /** White space outside of texts counts. */
  readonly countsWhiteSpace: boolean;
}

const iam = (limit: number): Quota => ({ limit, unit: 'characters', countsWhiteSpace: false });

/**
 * Inline policies share the quota of their user, role or group; the caller adds them up with `policySize`.
 *
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
 */
const identityQuotas: Readonly<Record<PolicyHolder, Quota>> = {
  managed: iam(6_144),
  role: iam(10_240),
  user: iam(2_048),
  group: iam(5_120),
};

const quotas: Readonly<Record<Exclude<PolicyKind, 'identity' | 'resource'>, Quota>> = {
  // Adjustable up to 8,192; 2,048 by default. Same page.
  trust: iam(2_048),
  // https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html
  session: { limit: 2_048, unit: 'characters', countsWhiteSpace: true },
  // 5,120 until May 2026. https://docs.aws.amazon.com/organizations/latest/userguide/orgs_reference_limits.html
  scp: { limit: 10_240, unit: 'characters', countsWhiteSpace: true },
  rcp: { limit: 5_120, unit: 'characters', countsWhiteSpace: true },
  // https://docs.aws.amazon.com/kms/latest/developerguide/resource-limits.html
  key: { limit: 32_768, unit: 'bytes', countsWhiteSpace: true },
};

const resourceQuotas: Readonly<Record<string, Quota>> = {
  // https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-policies.html
  s3: { limit: 20_480, unit: 'bytes', countsWhiteSpace: true },
  // https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutResourcePolicy.html
  logs: { limit: 5_120, unit: 'characters', countsWhiteSpace: true },
  // https://docs.aws.amazon.com/general/latest/gr/sns.html
  sns: { limit: 30_720, unit: 'bytes', countsWhiteSpace: true },
  // https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-policies.html
  sqs: { limit: 8_192, unit: 'bytes', countsWhiteSpace: true },
};

/** The quota for a policy, if AWS documents one. @param service `s3`, `sns`, … for a resource policy */
export function quotaOf(
  kind: PolicyKind,
  holder: PolicyHolder,
  service: string | undefined,
): Quota | undefined {
  if (kind === 'identity') return identityQuotas[holder];
  if (kind !== 'resource') return quotas[kind];
  return service !== undefined && Object.hasOwn(resourceQuotas, service)
    ? resourceQuotas[service]
    : undefined;
}

/** Length of a policy as its quota counts it. */
export function policySize(text: string, { unit, countsWhiteSpace }: Quota): number {
  if (!countsWhiteSpace) return inlinePolicySize(text);
  return unit === 'bytes' ? Buffer.byteLength(text) : text.length;
}

/**
 * Length of an identity policy without white space between its texts, to add up the inline policies of one holder.
 * One walk over the text, whatever is in it: the text may be no JSON at all.
 */
export function inlinePolicySize(text: string): number {
  let size = 0;
  let quoted = false;
  for (let at = 0; at < text.length; at++) {
    const character = text[at] ?? '';
    if (character === '"') quoted = !quoted;
    else if (character === '\\' && quoted && at + 1 < text.length) {
      at++;
      size++;
    }
    if (quoted || !' \t\r\n'.includes(character)) size++;
  }
  return size;
}
