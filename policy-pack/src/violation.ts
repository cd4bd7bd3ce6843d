import { type Control, mappingsOf, type Result } from '@trailguard/controls';

/** Frameworks named in a message; the pack's tags have them all. */
const named = ['cis-aws-3.0', 'cis-aws-5.0', 'cis-aws-6.0', 'cis-aws-7.0', 'security-hub', 'pci-dss-4.0.1'];

/** A finding on a program. */
export interface Violation {
  readonly message: string;
  /** Resource to change; the stack as a whole where none is to blame. */
  readonly urn?: string;
}

/** The violation that a failing result is: what is wrong, where, how to fix it, and who asks for it. */
export function violationOf(control: Control, result: Result): Violation | undefined {
  const { verdict, subject } = result;
  if (verdict.status !== 'fail') return undefined;
  const urn =
    verdict.evidence.find(({ resource }) => resource?.startsWith('urn:pulumi:'))?.resource ??
    subject.observation.urn;
  const where =
    urn === undefined
      ? subject.id
      : `${urn.split('::').at(-1)} (${urn.split('::').at(-2)?.split('$').at(-1)})`;
  const asked = frameworksOf(control.id);
  const message = [
    `${control.id} ${control.title}: ${verdict.reason}`,
    where,
    `fix: ${control.fix}`,
    ...(asked === '' ? [] : [`frameworks: ${asked}`]),
  ].join('; ');
  return urn === undefined ? { message } : { message, urn };
}

function frameworksOf(controlId: string): string {
  return mappingsOf(controlId)
    .filter(({ framework }) => named.includes(framework.id))
    .map(({ framework, ids }) => `${[framework.name, framework.edition].join(' ').trim()} ${ids.join(', ')}`)
    .join(', ');
}
