/** A question to the evaluator: may this principal do this to that, in this context? */
export interface AuthorizationRequest {
  readonly principal: {
    /** `aws:PrincipalArn`: the role's ARN for a session. */
    readonly arn: string;
    /** ARN of the session itself, where there is one. */
    readonly sessionArn?: string;
    readonly accountId: string;
    readonly kind: 'user' | 'role' | 'root' | 'service';
    /** Exempt from SCPs and RCPs. */
    readonly isServiceLinkedRole?: boolean;
    /** `cloudtrail.amazonaws.com` when kind is `service`. */
    readonly service?: string;
  };
  /** `s3:PutObject` */
  readonly action: string;
  /** `*` for actions without resource-level permissions. */
  readonly resource: string;
  readonly resourceAccountId: string;
  /** Condition keys in lower case -> values. */
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
  /** Levels from the root to the account, each with its attached policies; empty for the management account. */
  readonly serviceControl: readonly (readonly string[])[];
  /** Levels of the resource's account; empty for resources of the management account. */
  readonly resourceControl: readonly (readonly string[])[];
  /** S3 Block Public Access of bucket and account, merged; absent for others. */
  readonly blockPublicAccess?: { readonly restrictPublicBuckets: boolean };
}

/** The decision and, for the error message and the tests, what made it. */
export interface Decision {
  readonly allowed: boolean;
  readonly explicit: boolean;
  readonly by:
    | 'identity' | 'resource' | 'boundary' | 'session'
    | 'service-control' | 'resource-control' | 'block-public-access' | 'none';
  /** AWS's wording: "User: … is not authorized to perform: … because …". */
  readonly message: string;
}
