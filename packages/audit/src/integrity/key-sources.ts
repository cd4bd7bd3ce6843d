import type { CloudTrailClientConfig } from '@aws-sdk/client-cloudtrail';
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
