/** One statement of an IAM policy as this package writes it. */
export interface PolicyStatement {
  /** What the statement is for; letters and digits only, as IAM asks. */
  readonly Sid: string;
  readonly Effect: 'Allow' | 'Deny';
  readonly Principal?: '*' | Readonly<Record<string, string | readonly string[]>>;
  readonly Action: string | readonly string[];
  readonly Resource?: string | readonly string[];
  readonly NotResource?: string | readonly string[];
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;
}

/** The JSON text of a policy with these statements. */
export function policyDocument(statements: readonly PolicyStatement[]): string {
  return JSON.stringify({ Version: '2012-10-17', Statement: statements });
}

/**
 * Refuses every request to a bucket that comes through an access point, whose own policy could open a side door. The key is there
 * only then, Multi-Region and Object Lambda ones included.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-points-policies.html
 */
export function denyAccessPoints(resources: readonly string[]): PolicyStatement {
  return {
    Sid: 'DenyAccessPoints',
    Effect: 'Deny',
    Principal: '*',
    Action: 's3:*',
    Resource: resources,
    Condition: { Null: { 's3:DataAccessPointArn': 'false' } },
  };
}

/** Refuses every request to `resources` that does not use TLS. */
export function denyInsecureTransport(action: string, resources: readonly string[]): PolicyStatement {
  return {
    Sid: 'DenyInsecureTransport',
    Effect: 'Deny',
    Principal: '*',
    Action: action,
    Resource: resources,
    Condition: { Bool: { 'aws:SecureTransport': 'false' } },
  };
}
