import type { PolicyKind } from './quotas.ts';

/** One thing that is wrong with a policy. */
export interface PolicyFault {
  /** Error code with which AWS refuses such a policy. */
  readonly code: string;
  /** Further members of the error, such as an organization's `Reason`. */
  readonly members?: Readonly<Record<string, string>>;
  /** AWS's own words where they are known. */
  readonly message: string;
  /** `Statement[0].Resource`; empty for the whole document. */
  readonly at: string;
}

/** Kinds of fault; what AWS calls each depends on the service that takes the policy. */
export type FaultKind =
  | { readonly is: 'syntax'; readonly detail: string }
  | { readonly is: 'unknown-field'; readonly field: string }
  | { readonly is: 'missing-field'; readonly field: string }
  | { readonly is: 'prohibited-field'; readonly field: string }
  | { readonly is: 'version'; readonly value: string }
  | { readonly is: 'effect'; readonly value: string }
  | { readonly is: 'sid'; readonly detail: string }
  | { readonly is: 'action'; readonly value: string }
  | { readonly is: 'action-not-for-resource'; readonly value: string }
  | { readonly is: 'resource'; readonly value: string }
  | { readonly is: 'principal'; readonly value: string }
  | { readonly is: 'condition'; readonly value: string }
  | { readonly is: 'too-long'; readonly limit: number };

/** Writes a fault as the service that refuses it would. @param service of a resource policy: `s3`, `sns`, … */
export function writeFault(
  kind: PolicyKind,
  service: string | undefined,
  fault: FaultKind,
  at: string,
): PolicyFault {
  if (kind === 'scp' || kind === 'rcp') return organizationsFault(fault, at);
  if (kind === 'key') return keyFault(fault, at);
  if (kind === 'resource' && service === 's3') return bucketFault(fault, at);
  if (kind === 'resource')
    return {
      code: resourceCodes[service ?? ''] ?? 'InvalidParameterException',
      message: iamMessage(fault, at),
      at,
    };
  if (kind === 'trust' && fault.is === 'action') {
    const message = 'AssumeRole policy may only specify STS AssumeRole actions.';
    return { code: 'MalformedPolicyDocument', message, at };
  }
  const code =
    fault.is === 'too-long'
      ? kind === 'session'
        ? 'PackedPolicyTooLarge'
        : 'LimitExceeded'
      : 'MalformedPolicyDocument';
  return { code, message: fault.is === 'too-long' ? iamLimit(kind, fault.limit) : iamMessage(fault, at), at };
}

/** Codes of services whose resource policies have no file of their own here. */
const resourceCodes: Readonly<Record<string, string>> = {
  sns: 'InvalidParameter',
  sqs: 'InvalidAttributeValue',
  secretsmanager: 'MalformedPolicyDocumentException',
};

/** https://docs.aws.amazon.com/organizations/latest/APIReference/API_CreatePolicy.html */
function organizationsFault(fault: FaultKind, at: string): PolicyFault {
  if (fault.is === 'too-long') {
    const message = `You have exceeded the maximum policy size of ${fault.limit} bytes.`;
    const members = { Reason: 'POLICY_CONTENT_LIMIT_EXCEEDED' };
    return { code: 'ConstraintViolationException', message, at, members };
  }
  const message = 'The provided policy document does not meet the requirements of the specified policy type.';
  return {
    code: 'MalformedPolicyDocumentException',
    message: `${message} ${place(at)}${iamMessage(fault, at)}`,
    at,
  };
}

/** https://docs.aws.amazon.com/kms/latest/APIReference/API_PutKeyPolicy.html */
function keyFault(fault: FaultKind, at: string): PolicyFault {
  if (fault.is === 'too-long') {
    return {
      code: 'LimitExceededException',
      message: `The key policy is longer than ${fault.limit} bytes.`,
      at,
    };
  }
  return { code: 'MalformedPolicyDocumentException', message: `${place(at)}${iamMessage(fault, at)}`, at };
}

/** https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html, `MalformedPolicy`; the texts are S3's own. */
function bucketFault(fault: FaultKind, at: string): PolicyFault {
  const code = 'MalformedPolicy';
  switch (fault.is) {
    case 'syntax':
      return {
        code,
        message: `Policies must be valid JSON and the first byte must be '{': ${fault.detail}`,
        at,
      };
    case 'unknown-field':
      return { code, message: `Unknown field ${fault.field}`, at };
    case 'effect':
      return { code, message: `Invalid effect : ${fault.value}`, at };
    case 'action':
      return { code, message: 'Policy has invalid action', at };
    case 'action-not-for-resource':
      return { code, message: 'Action does not apply to any resource(s) in statement', at };
    case 'resource':
      return { code, message: 'Policy has invalid resource', at };
    case 'principal':
      return { code, message: 'Invalid principal in policy', at };
    case 'too-long':
      return { code, message: `Policy is longer than ${fault.limit} bytes`, at };
    default:
      return { code, message: iamMessage(fault, at), at };
  }
}

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreatePolicy.html, `LimitExceeded` */
const iamLimit = (kind: PolicyKind, limit: number): string =>
  kind === 'session'
    ? `The session policy is longer than ${limit} characters.`
    : `Cannot exceed quota for ${kind === 'trust' ? 'ACLSizePerRole' : 'PolicySize'}: ${limit}`;

function iamMessage(fault: FaultKind, at: string): string {
  switch (fault.is) {
    case 'syntax':
      return `Syntax errors in policy. ${fault.detail}`;
    case 'unknown-field':
      return `Syntax errors in policy. ${at}: unknown field ${fault.field}`;
    case 'missing-field':
      return `Missing required field ${fault.field}`;
    case 'prohibited-field':
      return fault.field === 'Principal'
        ? 'Policy document should not specify a principal.'
        : `Has prohibited field ${fault.field}`;
    case 'version':
      return `Policy document must be version 2012-10-17 or greater. ${fault.value} is not.`;
    case 'effect':
      return `Invalid effect: ${fault.value}`;
    case 'sid':
      return `Statement IDs (SID) in a single policy must be unique and alphanumeric: ${fault.detail}`;
    case 'action':
      return `Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc. ${fault.value}`;
    case 'action-not-for-resource':
      return `Action ${fault.value} does not apply to any resource in statement`;
    case 'resource':
      return `Resource ${fault.value} must be in ARN format or "*".`;
    case 'principal':
      return `Invalid principal in policy: ${fault.value}`;
    case 'condition':
      return `Invalid Condition type : ${fault.value}.`;
    case 'too-long':
      return `The policy is longer than ${fault.limit}.`;
  }
}

const place = (at: string): string => (at === '' ? '' : `${at}: `);
