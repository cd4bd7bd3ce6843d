import type { Estate, Key } from '../model/estate.ts';
import { listIndex } from './list-index.ts';

/** A key is named by its ARN, its id, or the URN of a program's resource. */
const keysByReference = listIndex<Key>(({ arn, id, observation }) => [
  arn,
  id,
  observation.arn,
  observation.urn,
]);

/** The key that a reference names, if the lens read it. Aliases are resolved by the lens. */
export function findKey(estate: Estate, reference: string): Key | undefined {
  return keysByReference(estate.keys.items, reference)[0];
}
