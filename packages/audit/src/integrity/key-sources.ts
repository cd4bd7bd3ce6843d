import type { CloudTrailClientConfig } from '@aws-sdk/client-cloudtrail';
import { type Static, Type } from 'typebox';
import Value from 'typebox/value';
import type { KeySource, PublicKey } from './public-keys.ts';

/**
 * Asks each Region for its keys.
 * https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_ListPublicKeys.html
 *
 * @param config credentials of any account; the SDK's defaults where left out.
 */
export function keysOfAws(config: Omit<CloudTrailClientConfig, 'region'> = {}): KeySource {
  return async (region, from, to) => {
    // Saved keys are to be had without the SDK.
    const { CloudTrailClient, paginateListPublicKeys } = await import('@aws-sdk/client-cloudtrail');
    const client = new CloudTrailClient({ maxAttempts: 5, ...config, region });
    try {
      const keys: PublicKey[] = [];
      const pages = paginateListPublicKeys({ client }, { StartTime: from, EndTime: to });
      for await (const { PublicKeyList = [] } of pages) {
        for (const { Fingerprint: fingerprint, Value: value } of PublicKeyList)
          if (fingerprint !== undefined && value !== undefined)
            keys.push({ region, fingerprint, value: Buffer.from(value).toString('base64') });
      }
      return keys;
    } finally {
      client.destroy();
    }
  };
}

const KeyFile = Type.Array(
  Type.Object({
    region: Type.String({ minLength: 1 }),
    fingerprint: Type.String({ minLength: 1 }),
    value: Type.String({ minLength: 1 }),
  }),
);

/** A file of saved keys: an array of `{ region, fingerprint, value }`, the value as `aws cloudtrail list-public-keys` gives it. */
export type KeyFile = Static<typeof KeyFile>;

/** Where keys are, as plain data: each thread opens it for itself. */
export type KeyDescription =
  | { readonly kind: 'aws' }
  /** For logs that are verified without a call. */
  | { readonly kind: 'saved'; readonly keys: readonly PublicKey[] };

/** Opens keys: what CloudTrail says, or those that were saved. */
export function openKeys(description: KeyDescription): KeySource {
  if (description.kind === 'aws') return keysOfAws();
  return async (region) => description.keys.filter((key) => key.region === region);
}

/**
 * Keys that were saved.
 *
 * @param text of the file
 * @param file its name, for the error
 * @throws Error naming what is wrong with it.
 */
export function readKeyFile(text: string, file: string): readonly PublicKey[] {
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch (cause) {
    throw new Error(`${file} is no JSON (${(cause as Error).message})`, { cause });
  }
  if (!Value.Check(KeyFile, content)) {
    const [first] = Value.Errors(KeyFile, content);
    throw new Error(
      `${file}: ${first?.instancePath || 'it'} ${first?.message}; it holds an array of {region, fingerprint, value}`,
    );
  }
  return content;
}
