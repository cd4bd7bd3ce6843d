/** A question to the evaluator: may this principal do this to that, in this context? */
export interface AuthorizationRequest {
  readonly principal: {
    /**
     * `aws:PrincipalArn`: the role's ARN for a session. The identity provider (ARN or domain) for `federated`,
     * the service principal for `service`, `anonymous` for an unsigned call.
     */
    readonly arn: string;
    /** ARN of the session itself, where there is one. */
    readonly sessionArn?: string;
    /** 12 digits; empty for `service`, `federated` and `anonymous`, which belong to no account. */
    readonly accountId: string;
    readonly kind: 'user' | 'role' | 'root' | 'service' | 'federated' | 'anonymous';
    /** Exempt from SCPs and RCPs. */
    readonly isServiceLinkedRole?: boolean;
    /** `cloudtrail.amazonaws.com` when kind is `service`. */
    readonly service?: string;
    /** S3's name of the account, for policies that name a `CanonicalUser`. */
    readonly canonicalUserId?: string;
  };
  /** `s3:PutObject` */
  readonly action: string;
  /** `*` for actions without resource-level permissions. */
  readonly resource: string;
  readonly resourceAccountId: string;
  /**
   * Condition keys in lower case -> values. The evaluator adds what follows from principal and resource
   * (`aws:PrincipalArn`, `aws:PrincipalAccount`, `aws:PrincipalType`, `aws:username`,
   * `aws:PrincipalIsAWSService`, `aws:PrincipalServiceName`, `aws:ResourceAccount`); a key given here wins.
   */
  readonly context: Readonly<Record<string, readonly string[]>>;
}

/** Policies that bear on a request, as JSON text; the evaluator parses and caches. */
export interface ApplicablePolicies {
  readonly identity: readonly string[];
  readonly boundary?: string;
  /** `undefined`: no session policy; an empty list allows nothing. */
  readonly session?: readonly string[];
  /** Bucket, key, topic or trust policy of the resource. */
  readonly resource?: string;
  /**
   * Levels from the root to the account, each with its attached policies. No level at all: the management
   * account, or an account outside the organization. A level without a policy lets nothing through.
   */
  readonly serviceControl: readonly (readonly string[])[];
  /** Levels of the resource's account; empty for resources of the management account and for AWS managed keys. */
  readonly resourceControl: readonly (readonly string[])[];
  /** S3 Block Public Access of bucket and account, merged; absent for others. */
  readonly blockPublicAccess?: { readonly restrictPublicBuckets: boolean };
}

/** The kinds of policy that can decide a request. */
export type DecidedBy =
  | 'identity'
  | 'resource'
  | 'boundary'
  | 'session'
  | 'service-control'
  | 'resource-control'
  | 'block-public-access'
  | 'none';

/** The decision and, for the error message and the tests, what made it. */
export interface Decision {
  readonly allowed: boolean;
  /** An explicit deny made it. */
  readonly explicit: boolean;
  readonly by: DecidedBy;
  /** AWS's wording: "User: … is not authorized to perform: … because …"; empty when allowed. */
  readonly message: string;
}
