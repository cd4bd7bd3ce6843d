import type { Bucket, PublicAccessBlock } from '../model/estate.ts';
import type { Verdict } from '../model/verdict.ts';
import { decide, evidence, fail, pass } from '../verdicts.ts';

const switches = [
  'blockPublicAcls',
  'ignorePublicAcls',
  'blockPublicPolicy',
  'restrictPublicBuckets',
] as const;

/** Switches of Block Public Access that are not on. */
export function switchesOff(block: PublicAccessBlock): readonly string[] {
  return switches.filter((name) => block[name] !== true);
}

/**
 * Judges whether all four switches of a public access block are on.
 *
 * @param whose who has it, for the reader
 */
export function allSwitchesOn(
  bucket: Bucket,
  field: 'publicAccessBlock' | 'accountPublicAccessBlock',
  whose: string,
): Verdict {
  return decide(bucket[field], `the public access block of ${whose}`, (block) => {
    const found = evidence(bucket, field);
    if (block === null) return fail(`${whose} has no public access block`, found);
    const off = switchesOff(block);
    return off.length === 0
      ? pass(found)
      : fail(`${off.join(', ')} ${off.length === 1 ? 'is' : 'are'} off for ${whose}`, found);
  });
}
