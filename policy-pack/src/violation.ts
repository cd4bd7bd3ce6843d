import { blamedUrn, type Control, mappingsOf } from '@trailguard/controls';
import type { ExceptedResult, Waived } from '@trailguard/controls/exceptions';

/** Frameworks named in a message; the pack's tags have them all. */
const named = ['cis-aws-3.0', 'cis-aws-5.0', 'cis-aws-6.0', 'cis-aws-7.0', 'security-hub', 'pci-dss-4.0.1'];

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
  const asked = frameworksOf(control.id);
  const isWaived = verdict.status === 'waived';
  const message = [
    `${isWaived ? 'waived: ' : ''}${control.id} ${control.title}: ${verdict.reason}`,
    where,
    ...(isWaived ? [waiverOf(verdict)] : [`fix: ${control.fix}`]),
    ...(asked === '' ? [] : [`frameworks: ${asked}`]),
  ].join('; ');
  return { message, isWaived, ...(urn === undefined ? {} : { urn }) };
}

function waiverOf({ exception: { ticket, owner, until, position } }: Waived): string {
  return `accepted until ${until} by ${ticket}, owner ${owner} (${position})`;
}

function frameworksOf(controlId: string): string {
  return mappingsOf(controlId)
    .filter(({ framework }) => named.includes(framework.id))
    .map(({ framework, ids }) => `${[framework.name, framework.edition].join(' ').trim()} ${ids.join(', ')}`)
    .join(', ');
}
