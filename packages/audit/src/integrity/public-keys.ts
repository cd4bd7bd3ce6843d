import { createPublicKey, type KeyObject } from 'node:crypto';

/** A key with which CloudTrail signs digests, as `ListPublicKeys` gives it. */
export interface PublicKey {
  /** Region whose digests it verifies. */
  readonly region: string;
  readonly fingerprint: string;
  /** DER of PKCS #1, base64. */
  readonly value: string;
}

/** Gives the keys that a Region used in a time. @throws whatever kept AWS from saying. */
export type KeySource = (region: string, from: Date, to: Date) => Promise<readonly PublicKey[]>;

const hour = 3_600_000;
const day = 24 * hour;

/**
 * Finds the key that a digest names. A fingerprint is only how a key is looked up: it proves nothing by itself. Keys are asked
 * for when a digest names one that is not known, and parsed once.
 */
export class KeyRing {
  readonly #source: KeySource;
  readonly #keys = new Map<string, KeyObject>();
  /** Days that were asked for, by Region. */
  readonly #asked = new Map<string, Promise<void>>();

  constructor(source: KeySource) {
    this.#source = source;
  }

  /**
   * @param at when the digest was made.
   * @returns `undefined` when CloudTrail used no such key then.
   * @throws Error when keys could not be had, or one of them is none.
   */
  async find(region: string, fingerprint: string, at: Date): Promise<KeyObject | undefined> {
    const id = `${region}/${fingerprint}`;
    if (!this.#keys.has(id)) await this.#ask(region, at);
    return this.#keys.get(id);
  }

  #ask(region: string, at: Date): Promise<void> {
    const from = Math.floor(at.getTime() / day) * day;
    const id = `${region}/${from}`;
    let asked = this.#asked.get(id);
    if (asked === undefined) {
      asked = this.#fetch(region, new Date(from - hour), new Date(from + day + 2 * hour));
      this.#asked.set(id, asked);
    }
    return asked;
  }

  async #fetch(region: string, from: Date, to: Date): Promise<void> {
    for (const { fingerprint, value } of await this.#source(region, from, to)) {
      try {
        const key = createPublicKey({ key: Buffer.from(value, 'base64'), format: 'der', type: 'pkcs1' });
        this.#keys.set(`${region}/${fingerprint}`, key);
      } catch (cause) {
        throw new Error(`public key ${fingerprint} of ${region} is no RSA key in DER (PKCS #1)`, { cause });
      }
    }
  }
}
