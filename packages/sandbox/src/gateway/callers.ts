import type { Caller } from '../aws/call.ts';
import { AwsError } from '../aws/error.ts';
import type { Backend } from '../moto/backend.ts';
import type { Protocol, ServiceModel } from '../protocol/model.ts';

/** Temporary credentials that STS gave out. */
export interface Session {
  readonly secretAccessKey: string;
  readonly sessionToken: string;
  /** In the machine's time, not the sandbox's: clients compare it with theirs, and moving the clock ends no session. */
  readonly expiration: string;
  readonly caller: Omit<Caller, 'sessionPolicies'>;
  /** Session policies that narrow it, by their digests. */
  readonly policies?: readonly string[];
}

/** What STS gave out. */
export interface StsState {
  /** By access key id. */
  sessions: Record<string, Session>;
  /**
   * Texts of session policies by digest: hundreds of sessions are narrowed by the same one, and AWS's ReadOnlyAccess alone
   * would add tens of kilobytes to each, to be written at every change. A state of an earlier version has none.
   */
  policies?: Record<string, string>;
}

/** A caller with the secret that it signs with. */
export interface Credential {
  readonly caller: Caller;
  readonly secretAccessKey: string;
}

interface UserKey {
  readonly accountId: string;
  readonly arn: string;
  readonly secretAccessKey: string;
  readonly active: boolean;
}

/** Finds who is behind an access key: a user's key in moto, or a session that STS made. */
export class Callers {
  readonly #backend: Backend;
  readonly #sessions: () => StsState;
  readonly #userKeys = new Map<string, UserKey>();

  constructor(backend: Backend, sessions: () => StsState) {
    this.#backend = backend;
    this.#sessions = sessions;
  }

  /** @throws AwsError in the service's own words when the key is unknown, inactive or expired. */
  async find(
    accessKeyId: string,
    token: string | undefined,
    model: ServiceModel,
    protocol: Protocol,
  ): Promise<Credential> {
    const { sessions, policies = {} } = this.#sessions();
    const session = sessions[accessKeyId];
    if (session) {
      if (session.sessionToken !== token) throw unknownKey(model, protocol);
      if (Date.parse(session.expiration) <= Date.now()) throw expired(model, protocol);
      const sessionPolicies = session.policies?.map((digest) => textOf(digest, policies));
      return {
        caller: { ...session.caller, ...(sessionPolicies ? { sessionPolicies } : {}), accessKeyId },
        secretAccessKey: session.secretAccessKey,
      };
    }
    const key =
      this.#userKeys.get(accessKeyId) ?? (await this.#backend.ask<UserKey | null>('credential', accessKeyId));
    if (!key?.active) throw unknownKey(model, protocol);
    this.#userKeys.set(accessKeyId, key);
    const root = key.arn.endsWith(':root');
    return {
      caller: { accountId: key.accountId, arn: key.arn, kind: root ? 'root' : 'user', accessKeyId },
      secretAccessKey: key.secretAccessKey,
    };
  }

  /** To be called after a write to IAM: keys may be gone. */
  forget(): void {
    this.#userKeys.clear();
  }
}

/** A session whose policy is lost may do nothing, instead of all that its role may. */
function textOf(digest: string, policies: Readonly<Record<string, string>>): string {
  const text = policies[digest];
  if (text === undefined) throw new Error(`the state has no session policy ${digest}`);
  return text;
}

function isS3(model: ServiceModel): boolean {
  return model.metadata.serviceId === 'S3';
}

/** An access key that is not known here. https://docs.aws.amazon.com/IAM/latest/APIReference/CommonErrors.html and S3's and EC2's lists of error codes */
export function unknownKey(model: ServiceModel, protocol: Protocol): AwsError {
  if (isS3(model)) {
    return new AwsError(
      'InvalidAccessKeyId',
      'The AWS Access Key Id you provided does not exist in our records.',
      403,
    );
  }
  if (protocol === 'ec2') {
    return new AwsError('AuthFailure', 'AWS was not able to validate the provided access credentials', 401);
  }
  const code =
    protocol === 'query' || protocol === 'rest-xml' ? 'InvalidClientTokenId' : 'UnrecognizedClientException';
  return new AwsError(code, 'The security token included in the request is invalid.', 403);
}

function expired(model: ServiceModel, protocol: Protocol): AwsError {
  if (isS3(model)) return new AwsError('ExpiredToken', 'The provided token has expired.', 400);
  if (protocol === 'ec2') return new AwsError('RequestExpired', 'Request has expired.', 400);
  const code = protocol === 'query' || protocol === 'rest-xml' ? 'ExpiredToken' : 'ExpiredTokenException';
  return new AwsError(code, 'The security token included in the request is expired', 403);
}

/** The answer to a request without a signature. */
export function unsigned(model: ServiceModel, protocol: Protocol): AwsError {
  if (isS3(model)) return new AwsError('AccessDenied', 'Access Denied', 403);
  const code =
    protocol === 'json' || protocol === 'rest-json'
      ? 'MissingAuthenticationTokenException'
      : 'MissingAuthenticationToken';
  return new AwsError(code, 'Request is missing Authentication Token', 403);
}

/**
 * New buckets take Signature Version 4 alone; some clients still sign URLs the old way when a region is not
 * said. https://docs.aws.amazon.com/AmazonS3/latest/API/RESTAuthentication.html
 */
export function oldSignature(): AwsError {
  return new AwsError(
    'InvalidRequest',
    'The authorization mechanism you have provided is not supported. Please use AWS4-HMAC-SHA256.',
  );
}
