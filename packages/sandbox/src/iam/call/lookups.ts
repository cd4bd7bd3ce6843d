import type { Caller } from '../../aws/call.ts';

type Answer<T> = T | undefined | Promise<T | undefined>;

/** SSE-KMS of a bucket's default or of an object. */
export interface KmsEncryption {
  /** Key as it was given: ARN, id or alias. */
  readonly kmsKey: string;
  /** A bucket key: KMS sees the bucket's ARN in the encryption context, not the object's. */
  readonly bucketKey: boolean;
}

/** Place of an account in an organization. */
export interface Membership {
  /** `o-…` */
  readonly organizationId: string;
  readonly managementAccountId: string;
  /** `o-…/r-…/ou-…/`, as in `aws:PrincipalOrgPaths`. */
  readonly path: string;
}

export type EntityKind = 'role' | 'user' | 'group' | 'instance-profile' | 'policy';

/** What a call does not say about itself and the sandbox knows. `undefined` where there is no such thing. */
export interface Lookups {
  /** AWS's clock. */
  now(): Date;
  /** Account that owns a bucket, 12 digits. */
  bucketOwner(bucket: string): Answer<string>;
  /** SSE-KMS that a bucket gives to objects written without a choice of their own. */
  bucketEncryption(bucket: string): Answer<KmsEncryption>;
  objectEncryption(bucket: string, key: string, versionId: string | undefined): Answer<KmsEncryption>;
  /** ARN of a key given by ARN, id, alias or alias ARN, seen from an account and region. */
  keyArn(reference: string, accountId: string, region: string): Answer<string>;
  /** ARN of the key that encrypted a KMS ciphertext. */
  ciphertextKeyArn(ciphertext: Uint8Array): Answer<string>;
  /** ARN of an IAM entity by its name, which says nothing of its path. */
  entityArn(accountId: string, kind: EntityKind, name: string): Answer<string>;
  membership(accountId: string): Answer<Membership>;
  /** `service_control_policy`, … of an organization's policy. */
  organizationPolicyType(policyId: string): Answer<string>;
  /** `aws:userid`, such as `AROA…:session`. */
  userId(caller: Caller): Answer<string>;
  /** Tags of the user, or of the role and session: `aws:PrincipalTag/…`. */
  principalTags(caller: Caller): Answer<Readonly<Record<string, string>>>;
  /** Tags of a resource, where the sandbox keeps them: `aws:ResourceTag/…`. */
  resourceTags(arn: string): Answer<Readonly<Record<string, string>>>;
}
