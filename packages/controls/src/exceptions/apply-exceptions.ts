import { arnsOf, blamedUrn } from '../judge/blame.ts';
import type { Result } from '../judge/judge.ts';
import type { Verdict } from '../model/verdict.ts';
import { blackoutGuardId, type Exception, type ScopedThing } from './exception.ts';
import { isInScope } from './scope.ts';

/** A fail that an exception accepts. It is never a pass: reports count it apart. */
export interface Waived extends Omit<Extract<Verdict, { status: 'fail' }>, 'status'> {
  readonly status: 'waived';
  readonly exception: Exception;
}

/** A result of which an exception may speak. */
export interface ExceptedResult extends Omit<Result, 'verdict'> {
  readonly verdict: Verdict | Waived;
}

/** What the keeper of the exceptions must know. */
export interface ExceptionNotice {
  /** An error refuses the run: an exception that has ended is renewed or removed. */
  readonly level: 'error' | 'warning';
  /** `file:line` of the exception. */
  readonly position: string;
  readonly message: string;
}

/** Days before its end from which an exception is warned of. */
export const soonDays = 14;

export interface ApplyExceptionsOptions {
  /** Now, ISO 8601: AWS's clock where there is one. */
  readonly asOf: string;
  /** Whether all that exceptions can speak of was judged; else those of other stacks are not called unused. Default: yes. */
  readonly isWhole?: boolean;
}

/**
 * Turns each fail that an exception of today takes in into `waived`. Only a fail can be accepted: what is unknown
 * nobody has seen. An exception of the blackout guard is for a change: here only its dates are looked at.
 */
export function applyExceptions(
  results: readonly Result[],
  exceptions: readonly Exception[],
  options: ApplyExceptionsOptions,
): { readonly results: readonly ExceptedResult[]; readonly notices: readonly ExceptionNotice[] } {
  const applied = new AppliedExceptions(exceptions, options);
  return { results: results.map((result) => applied.to(result)), notices: applied.notices };
}

/** Exceptions that are applied to one result after the other, as {@link applyExceptions} applies them to all. */
export class AppliedExceptions {
  readonly #byControl: ReadonlyMap<string, readonly Exception[]>;
  readonly #exceptions: readonly Exception[];
  readonly #today: string;
  readonly #isWhole: boolean;
  readonly #used = new Set<Exception>();
  readonly #touched = new Set<Exception>();

  constructor(exceptions: readonly Exception[], { asOf, isWhole = true }: ApplyExceptionsOptions) {
    this.#exceptions = exceptions;
    this.#byControl = Map.groupBy(exceptions, ({ control }) => control);
    this.#today = asOf.slice(0, 10);
    this.#isWhole = isWhole;
  }

  /** The result, waived if it is a fail that an exception takes in. */
  to(result: Result): ExceptedResult {
    const candidates = this.#byControl.get(result.controlId);
    if (candidates === undefined) return result;
    const thing = scopedThingOf(result);
    const matching = candidates.filter(({ scope }) => isInScope(scope, thing));
    for (const exception of matching) this.#touched.add(exception);
    const { verdict } = result;
    const holding = verdict.status === 'fail' ? matching.filter((one) => holdsOn(one, this.#today)) : [];
    for (const exception of holding) this.#used.add(exception);
    const [exception] = holding;
    return exception === undefined || verdict.status !== 'fail'
      ? result
      : { ...result, verdict: { ...verdict, status: 'waived', exception } };
  }

  /** What the keeper of the exceptions must know, after all results. */
  get notices(): readonly ExceptionNotice[] {
    const couldBeUsed = (exception: Exception) =>
      exception.control !== blackoutGuardId && (this.#isWhole || this.#touched.has(exception));
    return this.#exceptions.flatMap((exception) =>
      noticesOf(exception, this.#today, this.#used.has(exception) || !couldBeUsed(exception)),
    );
  }
}

/** What an exception's scope is compared with. */
export function scopedThingOf(result: Result): ScopedThing {
  const { accountId, region, observation } = result.subject;
  const urns = [observation.urn, blamedUrn(result)].filter((urn) => urn !== undefined);
  return {
    ...(accountId === undefined ? {} : { accountId }),
    ...(region === undefined ? {} : { region }),
    urns: [...new Set(urns)],
    arns: arnsOf(result),
  };
}

/** Tells whether an exception holds on a day; both its days count. */
export function holdsOn({ from, until }: Exception, day: string): boolean {
  return from <= day && day <= until;
}

function noticesOf(
  { control, ticket, from, until, position }: Exception,
  today: string,
  isUsed: boolean,
): readonly ExceptionNotice[] {
  const name = `the exception of ${control} (${ticket})`;
  const warning = (message: string): ExceptionNotice => ({ level: 'warning', position, message });
  if (until < today) {
    return [
      {
        level: 'error',
        position,
        message: `${name} ended on ${until}: have it approved anew, or remove it`,
      },
    ];
  }
  if (from > today) return [warning(`${name} begins on ${from} only`)];
  const days = Math.round((Date.parse(until) - Date.parse(today)) / 86_400_000);
  return [
    ...(days > soonDays ? [] : [warning(`${name} ends on ${until}, ${ofDays(days)}`)]),
    ...(isUsed ? [] : [warning(`${name} waives nothing: remove it, or correct its scope`)]),
  ];
}

function ofDays(days: number): string {
  return days === 0 ? 'today' : days === 1 ? 'tomorrow' : `in ${days} days`;
}
