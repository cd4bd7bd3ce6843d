import { isUrn } from '../model/observation.ts';
import type { Result } from './judge.ts';

/** What a verdict says of the resource that shows it, whichever its status. */
type Shown = Pick<Result, 'subject'> & { readonly verdict: { readonly status: string } };

/** The URN to change: of the resource whose evidence decided, else of the subject; undefined outside of programs. */
export function blamedUrn(result: Shown): string | undefined {
  return evidenceOf(result).find(isUrn) ?? result.subject.observation.urn;
}

/** ARNs of what a result is about: the subject's, and that of the resource whose evidence decided. */
export function arnsOf(result: Shown): readonly string[] {
  const { id, observation } = result.subject;
  const named = [observation.arn, id, evidenceOf(result)[0]];
  return [...new Set(named.filter((name) => name?.startsWith('arn:') === true))] as string[];
}

function evidenceOf({ verdict }: Shown): readonly string[] {
  const { evidence = [] } = verdict as { evidence?: readonly { resource?: string }[] };
  return evidence.flatMap(({ resource }) => resource ?? []);
}
