import { judge } from '../src/judge/judge.ts';
import type { Control } from '../src/model/control.ts';
import type { Estate } from '../src/model/estate.ts';
import type { Verdict } from '../src/model/verdict.ts';

/** The verdicts of one control on an estate, in the order of `judge`. */
export function verdictsOf(
  control: Control,
  estate: Estate,
  parameters: Record<string, unknown> = {},
): Verdict[] {
  return judge(estate, { controls: [control], parameters: { [control.id]: parameters } }).map(
    ({ verdict }) => verdict,
  );
}

/** The one verdict of a control on an estate with one subject. */
export function verdictOf(
  control: Control,
  estate: Estate,
  parameters: Record<string, unknown> = {},
): Verdict {
  const [verdict, ...others] = verdictsOf(control, estate, parameters);
  if (verdict === undefined || others.length > 0) throw new Error(`${control.id}: not one verdict`);
  return verdict;
}
