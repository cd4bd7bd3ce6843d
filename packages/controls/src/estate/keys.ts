import type { Estate, Key } from '../model/estate.ts';

/** Tells whether a key is the one that an ARN, an id, or the URN of a program's resource names. */
function isKeyNamed(key: Key, reference: string): boolean {
  const { arn, urn } = key.observation;
  return [key.arn, key.id, arn, urn].includes(reference);
}

/** The key that a reference names, if the lens read it. Aliases are resolved by the lens. */
export function findKey(estate: Estate, reference: string): Key | undefined {
  return estate.keys.items.find((key) => isKeyNamed(key, reference));
}
