import { type Control, mappingsOf } from '@trailguard/controls';

/** Frameworks named in a message; the pack's tags have them all. */
const named = ['cis-aws-3.0', 'cis-aws-5.0', 'cis-aws-6.0', 'cis-aws-7.0', 'security-hub', 'pci-dss-4.0.1'];

/** Who accepted a finding, until when. */
export interface Waiver {
  readonly ticket: string;
  readonly owner: string;
  readonly approver: string;
  readonly reason: string;
  readonly until: string;
  /** `file:line` of the exception. */
  readonly position: string;
}

/** What a message tells. */
export interface Message {
  /** What is wrong. */
  readonly reason: string;
  /** Only of a finding that is accepted. */
  readonly waiver?: Waiver;
}

/** The one form of a message: control, what is wrong, where, how to fix it or who accepted it, and who asks for it. */
export function writeMessage(control: Control, { reason, waiver }: Message, where: string): string {
  const asked = frameworksOf(control.id);
  return [
    `${waiver === undefined ? '' : 'waived: '}${control.id} ${control.title}: ${reason}`,
    where,
    waiver === undefined ? `fix: ${control.fix}` : accepted(waiver),
    ...(asked === '' ? [] : [`frameworks: ${asked}`]),
  ].join('; ');
}

function accepted({ ticket, owner, approver, reason, until, position }: Waiver): string {
  return `accepted until ${until} by ${ticket}, owner ${owner}, approved by ${approver} (${position}): ${reason}`;
}

/** Reads a message again, as it comes back in an event of the engine, with the policy's description before it. */
export function readMessage(message: string): Message {
  const text = message.slice(message.indexOf('\n') + 1);
  const body = text.replace(/^waived: /, '').replace(/^[A-Z][A-Z0-9]*-\d+ .*?: /, '');
  const [reason = body] = body.split(/; (?:fix|accepted until [\d-]+ by|frameworks)[: ]/);
  const shown = reason.replace(/; [^;]*$/, '');
  if (!text.startsWith('waived: ')) return { reason: shown };
  const [, until = '', ticket = '', owner = '', approver = '', position = '', why = ''] =
    body.match(
      /; accepted until ([\d-]+) by (.*?), owner (.*?), approved by (.*?) \((.*?)\): (.*?)(?:; frameworks: .*)?$/s,
    ) ?? [];
  return { reason: shown, waiver: { ticket, owner, approver, reason: why, until, position } };
}

const frameworksById = new Map<string, string>();

function frameworksOf(controlId: string): string {
  const known = frameworksById.get(controlId) ?? listFrameworks(controlId);
  frameworksById.set(controlId, known);
  return known;
}

function listFrameworks(controlId: string): string {
  return mappingsOf(controlId)
    .filter(({ framework }) => named.includes(framework.id))
    .map(({ framework, ids }) => `${[framework.name, framework.edition].join(' ').trim()} ${ids.join(', ')}`)
    .join(', ');
}
