import { blamedUrn, type Control } from '@trailguard/controls';
import type { ExceptedResult } from '@trailguard/controls/exceptions';
import { writeMessage } from './violation-message.ts';

/** A finding on a program. */
export interface Violation {
  readonly message: string;
  /** Resource to change; the stack as a whole where none is to blame. */
  readonly urn?: string;
  /** An exception accepts it: it is told, and blocks nothing. */
  readonly isWaived: boolean;
}

/**
 * The violation that a result is: what is wrong, where, how to fix it, and who asks for it. A control that threw has
 * judged nothing, which is a violation too.
 */
export function violationOf(control: Control, result: ExceptedResult): Violation | undefined {
  const { verdict, subject } = result;
  const hasThrown = verdict.status === 'unknown' && verdict.because.unknown === 'error';
  if (verdict.status !== 'fail' && verdict.status !== 'waived' && !hasThrown) return undefined;
  const urn = blamedUrn(result);
  const where =
    urn === undefined
      ? subject.id
      : `${urn.split('::').at(-1)} (${urn.split('::').at(-2)?.split('$').at(-1)})`;
  const waiver = verdict.status === 'waived' ? verdict.exception : undefined;
  const message = writeMessage(
    control,
    { reason: verdict.reason, ...(waiver === undefined ? {} : { waiver }) },
    where,
  );
  return { message, isWaived: waiver !== undefined, ...(urn === undefined ? {} : { urn }) };
}
