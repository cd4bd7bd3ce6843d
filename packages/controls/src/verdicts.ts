import type { Unknown } from './model/fact.ts';
import { isUnknown } from './model/fact.ts';
import type { Fact } from './model/fact.ts';
import type { Observed } from './model/observation.ts';
import { identityOf } from './model/observation.ts';
import type { Evidence, Verdict } from './model/verdict.ts';

/** A pass, with the facts that prove it. */
export function pass(...evidence: Evidence[]): Verdict {
  return { status: 'pass', evidence };
}

/** A fail: what is wrong, in words that name the setting, and the facts that show it. */
export function fail(reason: string, ...evidence: Evidence[]): Verdict {
  return { status: 'fail', reason, evidence };
}

/** The rule does not speak of this subject; `reason` names the missing precondition. */
export function notApplicable(reason: string): Verdict {
  return { status: 'not_applicable', reason };
}

/** Not decidable: `what` could not be established, for the cause that the lens gave. */
export function unknown(what: string, because: Unknown): Verdict {
  const until = because.until === undefined ? '' : `, expected by ${because.until}`;
  return { status: 'unknown', reason: `${what}: ${because.detail}${until}`, because };
}

/** A field of a thing as evidence; the call and time come from its observation. */
export function evidence<T extends Observed>(
  of: T,
  field: keyof T & string,
  value: unknown = of[field],
): Evidence {
  const { calls, at, urns } = of.observation;
  const call = calls?.[field];
  const resource = urns?.[field];
  const shown: { -readonly [Name in keyof Evidence]: Evidence[Name] } = { field, value: value ?? null };
  if (resource !== undefined) shown.resource = resource;
  if (call !== undefined) shown.call = call;
  if (at !== undefined) shown.at = at;
  return shown;
}

/** A field of a thing that is not the subject: evidence that names it. */
export function evidenceElsewhere<T extends Observed>(
  of: T,
  field: keyof T & string,
  value: unknown = of[field],
): Evidence {
  const resource = identityOf(of);
  return { ...(resource === undefined ? {} : { resource }), ...evidence(of, field, value) };
}

/** Judges the value of a fact, or says that it is not known. `what` names it in the reader's words. */
export function decide<T>(fact: Fact<T>, what: string, judge: (value: T | null) => Verdict): Verdict {
  return isUnknown(fact) ? unknown(`${what} is not known`, fact) : judge(fact);
}

type Failed = Extract<Verdict, { status: 'fail' }>;
type Undecided = Extract<Verdict, { status: 'unknown' }>;

/** Every part must pass: fail beats unknown, unknown beats pass; parts that do not apply are left out. */
export function all(parts: readonly Verdict[]): Verdict {
  const failed: Failed[] = [];
  const undecided: Undecided[] = [];
  const found: Evidence[] = [];
  let hasPassed = false;
  for (const part of parts) {
    if (part.status === 'fail') failed.push(part);
    else if (part.status === 'unknown') undecided.push(part);
    else if (part.status === 'pass') {
      hasPassed = true;
      for (const fact of part.evidence) found.push(fact);
    }
  }
  if (failed.length > 0) return mergeFails(failed);
  if (undecided.length > 0) return mergeUnknowns(undecided);
  return hasPassed ? { status: 'pass', evidence: found } : mergeNotApplicable(parts);
}

/**
 * One part that passes suffices: pass beats unknown, unknown beats fail; parts that do not apply are left out. Parts are
 * taken up to the first that passes, so that those of a generator are not judged for nothing.
 */
export function any(each: Iterable<Verdict>): Verdict {
  const parts: Verdict[] = [];
  for (const part of each) {
    if (part.status === 'pass') return part;
    parts.push(part);
  }
  const undecided = parts.filter((part): part is Undecided => part.status === 'unknown');
  if (undecided.length > 0) return mergeUnknowns(undecided);
  const failed = parts.filter((part): part is Failed => part.status === 'fail');
  if (failed.length > 0) return mergeFails(failed);
  return mergeNotApplicable(parts);
}

function mergeFails(failed: readonly Failed[]): Verdict {
  // Of as many parts as an organization has accounts and Regions no call could take all evidence as arguments.
  const found = failed.flatMap((part) => part.evidence);
  return { status: 'fail', reason: distinct(failed.map((part) => part.reason)), evidence: found };
}

/** A cause that waiting cannot settle is named before a pending one; of pending ones the last to settle counts. */
function mergeUnknowns(undecided: readonly Undecided[]): Verdict {
  const pending = undecided
    .map((part) => part.because)
    .filter((because) => because.unknown === 'pending')
    .sort((a, b) => Date.parse(b.until ?? '') - Date.parse(a.until ?? ''));
  const because = undecided.find((part) => part.because.unknown !== 'pending')?.because ?? pending[0];
  return {
    status: 'unknown',
    reason: distinct(undecided.map((part) => part.reason)),
    because: because as Unknown,
  };
}

function mergeNotApplicable(parts: readonly Verdict[]): Verdict {
  const reasons = parts.map((part) => ('reason' in part ? part.reason : ''));
  return notApplicable(distinct(reasons) || 'nothing to judge');
}

/** Reasons that a verdict spells out: an organization may have thousands of accounts in the same state. */
const spelledOut = 10;

/** Each reason once. Of many it names some and gives the number of the others, whose facts are in the evidence. */
function distinct(reasons: readonly string[]): string {
  if (reasons.length === 1) return reasons[0] as string;
  const each = [...new Set(reasons)];
  const more = each.length - spelledOut;
  return [...each.slice(0, spelledOut), ...(more > 0 ? [`and ${more} more`] : [])].join('; ');
}
