import { createPublicKey, type KeyObject } from 'node:crypto';

/** A key with which CloudTrail signs digests, as `ListPublicKeys` gives it. */
export interface PublicKey {
  /** Region whose digests it verifies. */
  readonly region: string;
  readonly fingerprint: string;
  /** DER of PKCS #1, base64. */
  readonly value: string;
}

/** Gives the keys of a Region for the time of some digests. @throws whatever kept AWS from saying. */
export type KeySource = (region: string, from: Date, to: Date) => Promise<readonly PublicKey[]>;

/**
 * Finds the key that a digest names. A fingerprint is only how a key is looked up, so that it proves nothing by itself; keys
 * are parsed once.
 */
export class KeyRing {
  readonly #keys = new Map<string, KeyObject>();

  /** @throws Error naming the key that is none. */
  constructor(keys: readonly PublicKey[]) {
    for (const { region, fingerprint, value } of keys) {
      try {
        const key = createPublicKey({ key: Buffer.from(value, 'base64'), format: 'der', type: 'pkcs1' });
        this.#keys.set(`${region}/${fingerprint}`, key);
      } catch (cause) {
        throw new Error(`public key ${fingerprint} of ${region} is no RSA key in DER (PKCS #1)`, { cause });
      }
    }
  }

  find(region: string, fingerprint: string): KeyObject | undefined {
    return this.#keys.get(`${region}/${fingerprint}`);
  }
}
