import type { Fact } from '../model/fact.ts';
import type { Observed } from '../model/observation.ts';
import type { Removal } from '../model/removal.ts';
import type { Verdict } from '../model/verdict.ts';
import { decide, evidence, fail, notApplicable, pass } from '../verdicts.ts';

/** Parameters of controls on what a program may remove. */
export const removalParameters = { ephemeral: false };

/** Help for {@link removalParameters}. */
export const removalHelp = {
  ephemeral: { description: 'Whether the stack is one of a preview or test, which may be removed.' },
};

/** Judges whether a program keeps from removing a resource of its own. Outside a program there is nothing to judge. */
export function judgeRemoval(
  resource: Observed & { readonly removal: Fact<Removal> },
  { ephemeral }: typeof removalParameters,
): Verdict {
  if (ephemeral) return notApplicable('the stack is ephemeral');
  return decide(resource.removal, 'what keeps the program from removing it', (removal) => {
    if (removal === null) return notApplicable('no program is looked at: previews and saved states show it');
    const found = evidence(resource, 'removal');
    if (removal.isForced) return fail('forceDestroy empties the bucket so that it can be removed', found);
    return removal.isProtected || removal.isRetained
      ? pass(found)
      : fail('neither protect nor retainOnDelete keeps the program from removing it', found);
  });
}
