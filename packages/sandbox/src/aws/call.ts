/** Who makes a call, after its credentials were looked up. */
export interface Caller {
  /** Account that the principal belongs to, 12 digits. */
  readonly accountId: string;
  /** `arn:aws:iam::…:user/…`, `arn:aws:sts::…:assumed-role/…`, `arn:aws:iam::…:root`, or a service principal. */
  readonly arn: string;
  readonly kind: 'user' | 'assumed-role' | 'root' | 'service';
  /** Role behind a session: `arn:aws:iam::…:role/…`; `aws:PrincipalArn` is this one. */
  readonly roleArn?: string;
  readonly sessionName?: string;
  /** Whether temporary credentials were given out for an MFA code; long-term credentials carry no such word. */
  readonly mfa?: boolean;
  /** Session policies that narrow an assumed role, as JSON text. */
  readonly sessionPolicies?: readonly string[];
  /** `cloudtrail.amazonaws.com` when an AWS service acts by itself. */
  readonly servicePrincipal?: string;
  /**
   * Resource that a service acts for, such as the ARN of the trail: `aws:SourceArn` of its calls. The
   * account and organization in it are `aws:SourceAccount` and `aws:SourceOrgID`.
   */
  readonly sourceArn?: string;
  /** Function whose code a session was given to: `lambda:SourceFunctionArn` of its calls. */
  readonly sourceFunctionArn?: string;
  readonly accessKeyId?: string;
}

/** One AWS API call as the gateway understood it. */
export interface Call {
  readonly id: string;
  /** Signing name, such as `s3`, `cloudtrail`, `logs`. */
  readonly service: string;
  /** Operation of the service model, such as `CreateTrail`. */
  readonly operation: string;
  readonly region: string;
  readonly caller: Caller;
  /** Parameters with the names of the service model, whatever the protocol. */
  readonly input: Readonly<Record<string, unknown>>;
  readonly request: {
    readonly method: string;
    /** Path and query as received. */
    readonly url: string;
    readonly headers: Readonly<Record<string, string>>;
    readonly body: Buffer;
  };
}
