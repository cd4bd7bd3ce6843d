import { type Fact, type PolicyDocument, parsePolicyDocument, unknownBecause } from '@trailguard/controls';

/** The policy in an answer; one that cannot be read is unknown, not absent. */
export function readPolicy(text: string | undefined, call: string): Fact<PolicyDocument> {
  if (text === undefined) return null;
  try {
    return parsePolicyDocument(text);
  } catch (error) {
    return unknownBecause('not-read', `${call}: ${(error as Error).message}`);
  }
}
