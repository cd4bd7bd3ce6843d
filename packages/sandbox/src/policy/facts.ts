import { createHash } from 'node:crypto';
import type { Backend } from '../moto/backend.ts';

/** Block Public Access of a bucket or an account. */
export interface PublicAccessBlock {
  readonly blockPublicAcls: boolean;
  readonly ignorePublicAcls: boolean;
  readonly blockPublicPolicy: boolean;
  readonly restrictPublicBuckets: boolean;
}

export interface BucketFacts {
  readonly accountId: string;
  readonly region: string;
  readonly versioned: boolean;
  readonly objectLock: boolean;
  readonly policy: string | null;
  readonly publicAccessBlock: PublicAccessBlock | null;
  readonly encryption: { readonly kmsKey: string; readonly bucketKey: boolean } | null;
  readonly tags: Readonly<Record<string, string>>;
}

export interface KeyFacts {
  readonly arn: string;
  readonly id: string;
  readonly policy: string;
  readonly state: string;
  readonly tags: Readonly<Record<string, string>>;
}

/** Most answers kept between two writes. */
const capacity = 5_000;

/** What moto knows of resources, asked once until something is written to their service. */
export class Facts {
  readonly #backend: Backend;
  readonly #answers = new Map<string, { service: string; answer: Promise<unknown> }>();

  readonly #managedKeys = new Map<string, KeyFacts>();

  constructor(backend: Backend) {
    this.#backend = backend;
  }

  bucket(name: string): Promise<BucketFacts | null> {
    return this.#ask('s3', 'bucket', name);
  }

  /** Block Public Access of an account. */
  accountPublicAccessBlock(accountId: string): Promise<PublicAccessBlock | null> {
    return this.#ask('s3control', 'public_access_block', accountId);
  }

  objectEncryption(
    bucket: string,
    key: string,
    versionId: string | undefined,
  ): Promise<BucketFacts['encryption']> {
    return this.#ask('s3', 'object_encryption', bucket, key, versionId ?? null);
  }

  /** A key by ARN, id, alias or alias ARN, as an account and region see it. */
  async key(reference: string, accountId: string, region: string): Promise<KeyFacts | null> {
    const parts = reference.split(':');
    const [owner = '', place = ''] = reference.startsWith('arn:')
      ? [parts[4], parts[3]]
      : [accountId, region];
    const key = await this.#ask<KeyFacts | null>('kms', 'kms_key', owner, place, reference);
    if (key) return key;
    const service = /(?:^|:)alias\/aws\/([a-z0-9-]+)$/.exec(reference)?.[1];
    if (!service) return this.#managedKeys.get(reference) ?? null;
    const managed = managedKey(owner, place, service);
    this.#managedKeys.set(managed.arn, managed);
    return managed;
  }

  ciphertextKeyArn(ciphertext: Uint8Array): Promise<string | null> {
    return this.#ask('kms', 'ciphertext_key', Buffer.from(ciphertext).toString('base64'));
  }

  topic(arn: string): Promise<{ policy: string } | null> {
    return this.#ask('sns', 'topic', arn);
  }

  queue(
    accountId: string,
    region: string,
    name: string,
  ): Promise<{ arn: string; policy: string | null } | null> {
    return this.#ask('sqs', 'queue', accountId, region, name);
  }

  logPolicies(accountId: string, region: string): Promise<readonly string[]> {
    return this.#ask('logs', 'log_policies', accountId, region);
  }

  entityArn(accountId: string, kind: string, name: string): Promise<string | null> {
    return this.#ask('iam', 'entity_arn', accountId, kind, name);
  }

  /** To be called after a write to a service. */
  forget(service: string): void {
    for (const [key, { service: of }] of this.#answers) if (of === service) this.#answers.delete(key);
  }

  #ask<T>(service: string, question: string, ...args: (string | null)[]): Promise<T> {
    const key = JSON.stringify([question, ...args]);
    const known = this.#answers.get(key);
    if (known) return known.answer as Promise<T>;
    if (this.#answers.size >= capacity) this.#answers.clear();
    const answer = this.#backend.ask<T>(question, ...args);
    this.#answers.set(key, { service, answer });
    answer.catch(() => this.#answers.delete(key));
    return answer;
  }
}

/**
 * A key that AWS makes when a service first needs it: usable by all of the account through that service.
 * https://docs.aws.amazon.com/kms/latest/developerguide/key-policies.html (AWS managed keys)
 */
function managedKey(accountId: string, region: string, service: string): KeyFacts {
  const id = createHash('sha256').update(`${accountId}/${region}/${service}`).digest('hex');
  const uuid = [id.slice(0, 8), id.slice(8, 12), id.slice(12, 16), id.slice(16, 20), id.slice(20, 32)].join(
    '-',
  );
  const statement = {
    Effect: 'Allow',
    Principal: { AWS: '*' },
    Action: [
      'kms:Encrypt',
      'kms:Decrypt',
      'kms:ReEncrypt*',
      'kms:GenerateDataKey*',
      'kms:CreateGrant',
      'kms:DescribeKey',
    ],
    Resource: '*',
    Condition: {
      StringEquals: {
        'kms:CallerAccount': accountId,
        'kms:ViaService': `${service}.${region}.amazonaws.com`,
      },
    },
  };
  return {
    arn: `arn:aws:kms:${region}:${accountId}:key/${uuid}`,
    id: uuid,
    policy: JSON.stringify({ Version: '2012-10-17', Statement: [statement] }),
    state: 'Enabled',
    tags: {},
  };
}
