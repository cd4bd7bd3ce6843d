import type { EngineEvent } from '@pulumi/pulumi/automation/index.js';
import type { JobContext } from './context.ts';
import { JobFailure } from './failure.ts';

/** What a mandatory control objects to. */
export interface Violation {
  readonly control: string;
  readonly message: string;
  readonly urn: string;
}

/** @throws JobFailure POLICY_VIOLATION with the ids of the controls; for none nothing is thrown. */
export function refuseViolations(violations: readonly Violation[]): void {
  if (violations.length === 0) return;
  throw new JobFailure('POLICY_VIOLATION', messagesOf(violations), { controls: controlsOf(violations) });
}

export const messagesOf = (violations: readonly Violation[]) =>
  violations.map(({ message }) => message).join('; ');

export const controlsOf = (violations: readonly Violation[]) =>
  [...new Set(violations.map(({ control }) => control))].sort();

/** Passes on what a follower wants to see; property values stay out, as some are secret. */
export function report(
  context: Pick<JobContext, 'event'>,
  event: EngineEvent,
  phase: 'preview' | 'apply',
  violations: Violation[],
): void {
  const {
    resourcePreEvent: pre,
    resOutputsEvent: outputs,
    resOpFailedEvent: failed,
    policyEvent: policy,
  } = event;
  const quiet = (op: string) => op === 'same' || op === 'read';
  if (pre && phase === 'preview' && !quiet(pre.metadata.op)) {
    context.event('plan', { op: pre.metadata.op, urn: pre.metadata.urn, type: pre.metadata.type });
  }
  if (outputs && phase === 'apply' && !quiet(outputs.metadata.op)) {
    context.event('resource', {
      op: outputs.metadata.op,
      urn: outputs.metadata.urn,
      type: outputs.metadata.type,
    });
  }
  if (failed) context.event('resource-failed', { op: failed.metadata.op, urn: failed.metadata.urn });
  if (policy) {
    const mandatory = policy.enforcementLevel === 'mandatory';
    const control = controlOf(policy.policyName);
    const urn = policy.resourceUrn ?? '';
    context.event('policy', { control, mandatory, urn, message: policy.message });
    if (mandatory) violations.push({ control, message: policy.message.trim(), urn });
  }
  const diagnostic = event.diagnosticEvent;
  if (diagnostic?.severity === 'error' || diagnostic?.severity === 'warning') {
    context.event('diagnostic', {
      severity: diagnostic.severity,
      message: diagnostic.message.trim(),
      urn: diagnostic.urn ?? '',
    });
  }
}

/** `ct-06-trails-sign-digests` -> `CT-06`; a policy of another pack keeps its name. */
export function controlOf(policyName: string): string {
  return /^([a-z]{2,3}-\d{2})(-|$)/.exec(policyName)?.[1]?.toUpperCase() ?? policyName;
}

/** What policies say that do not refuse, `control: message`. */
export function adviceOf(events: readonly EngineEvent[]): string[] {
  return events.flatMap(({ policyEvent: policy }) =>
    policy === undefined ? [] : [`${controlOf(policy.policyName)}: ${policy.message.trim()}`],
  );
}
