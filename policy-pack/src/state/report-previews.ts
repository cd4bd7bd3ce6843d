import type { Control, Severity } from '@trailguard/controls';
import type { ExceptionNotice } from '@trailguard/controls/exceptions';
import {
  type Finding,
  type ReportedControl,
  type RunReport,
  reportedControl,
  reportOf,
} from '@trailguard/controls/report';
import { exceptionsPolicyName, notEvaluatedName } from '../own-policies.ts';
import { policyNameOf } from '../policy-name.ts';
import { programControls } from '../program-controls.ts';
import { readMessage } from '../violation-message.ts';

/** A policy event of a preview, as the Automation API hands it over. */
export interface PolicyEvent {
  readonly policyName: string;
  readonly message: string;
  readonly enforcementLevel: string;
  readonly resourceUrn?: string;
  readonly severity?: string;
}

/** A stack's preview with what the packs said of it. */
export interface PreviewedStack {
  readonly name: string;
  readonly policyEvents: readonly PolicyEvent[];
  /** Why nothing can be said of it. */
  readonly error?: string;
}

/** What the previews of several stacks come to, as one report. Policies of other packs are reported by their names. */
export function reportPreviews(stacks: readonly PreviewedStack[], at: string): RunReport {
  const events = stacks.flatMap(({ name, policyEvents }) => policyEvents.map((event) => ({ name, event })));
  const judged = events.filter(({ event }) => event.policyName !== exceptionsPolicyName);
  const others = judged.flatMap(({ event }) => foreignControl(event) ?? []);
  return reportOf({
    lens: 'preview',
    at,
    sources: stacks.map(({ name }) => name),
    controls: [
      ...programControls.map(reportedControl),
      ...new Map(others.map((control) => [control.id, control])).values(),
    ],
    findings: judged.flatMap(({ name, event }) => findingsIn(event, name)),
    notices: distinct(events.flatMap(({ event }) => noticeIn(event) ?? [])),
    warnings: stacks.flatMap(({ name, error }) =>
      error === undefined ? [] : [`${name} could not be previewed: ${error}`],
    ),
  });
}

const byPolicy = new Map(programControls.map((control) => [policyNameOf(control), control]));
const byId = new Map(programControls.map((control) => [control.id, control]));

/** A policy of a pack that is not ours, as a control of its own. */
function foreignControl(event: PolicyEvent): ReportedControl | undefined {
  const { policyName, message } = event;
  if (policyName === notEvaluatedName || byPolicy.has(policyName)) return undefined;
  const [intent = message] = message.split('\n');
  const severity = severityOf(event);
  return { id: policyName, title: policyName, intent, severity, fix: '', url: '', frameworks: [] };
}

function severityOf({ severity, enforcementLevel }: PolicyEvent): Severity {
  if (severity === 'critical' || severity === 'high' || severity === 'medium' || severity === 'low')
    return severity;
  return enforcementLevel === 'mandatory' ? 'high' : 'low';
}

function findingsIn(event: PolicyEvent, stack: string): readonly Finding[] {
  const { policyName, message, resourceUrn } = event;
  if (policyName === notEvaluatedName) return message.split('\n').flatMap((line) => openIn(line, stack));
  const control = byPolicy.get(policyName);
  const { reason, waiver } = readMessage(message);
  return [
    {
      ...(control === undefined ? foreignFinding(event, stack) : findingOf(control, stack, resourceUrn)),
      status: waiver === undefined ? 'fail' : 'waived',
      reason,
      ...(waiver === undefined ? {} : { exception: waiver }),
    },
  ];
}

/** A line of what could not be decided: `CT-08: reason`. */
function openIn(line: string, stack: string): readonly Finding[] {
  const [, id = '', reason = ''] = line.match(/^([A-Z][A-Z0-9]*-\d+): (.*)$/) ?? [];
  const control = byId.get(id);
  return control === undefined
    ? []
    : [{ ...findingOf(control, stack, undefined), status: 'not_evaluated', reason }];
}

type Unjudged = Omit<Finding, 'status' | 'reason'>;

function findingOf({ id, severity, appliesTo }: Control, stack: string, urn: string | undefined): Unjudged {
  return {
    controlId: id,
    severity,
    subject: { kind: appliesTo, id: urn ?? stack },
    ...(urn === undefined ? {} : { urn }),
    evidence: [],
  };
}

function foreignFinding(event: PolicyEvent, stack: string): Unjudged {
  const { policyName, resourceUrn: urn } = event;
  return {
    controlId: policyName,
    severity: severityOf(event),
    subject: { kind: 'resource', id: urn ?? stack },
    ...(urn === undefined ? {} : { urn }),
    evidence: [],
  };
}

function noticeIn({ policyName, message, enforcementLevel }: PolicyEvent): ExceptionNotice | undefined {
  if (policyName !== exceptionsPolicyName) return undefined;
  const text = message.split('\n').at(-1) ?? message;
  const [, position = '', said = text] = text.match(/^(.*?:\d+): (.*)$/) ?? [];
  return { level: enforcementLevel === 'mandatory' ? 'error' : 'warning', position, message: said };
}

/** The same file of exceptions is read by the preview of each stack. */
function distinct(notices: readonly ExceptionNotice[]): readonly ExceptionNotice[] {
  return [...new Map(notices.map((notice) => [JSON.stringify(notice), notice])).values()];
}
