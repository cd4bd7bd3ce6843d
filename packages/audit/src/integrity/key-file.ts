import { type Static, Type } from 'typebox';
import Value from 'typebox/value';
import type { PublicKey } from './public-keys.ts';

const KeyFile = Type.Array(
  Type.Object({
    region: Type.String({ minLength: 1 }),
    fingerprint: Type.String({ minLength: 1 }),
    value: Type.String({ minLength: 1 }),
  }),
);

/** A file of saved keys: an array of `{ region, fingerprint, value }`, the value as `aws cloudtrail list-public-keys` gives it. */
export type KeyFile = Static<typeof KeyFile>;

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
