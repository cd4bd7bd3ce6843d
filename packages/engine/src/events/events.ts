import type { PolicyFinding } from '../plugins/policy-messages.ts';
import type { PolicySummary } from '../plugins/policy-pack.ts';
import { withElidedAssets } from '../resource/assets.ts';
import {
  isSecret,
  mapProperties,
  type PropertyMap,
  signatureKey,
  withoutOutputValues,
  withoutResourceReferences,
} from '../resource/properties.ts';
import type { ResourceState } from '../resource/state.ts';
import { Signature } from '../state/checkpoint.ts';
import { isInternal, stateOf, type Step, type StepOp } from '../steps/step.ts';

/** How serious a diagnostic is. */
export type Severity = 'debug' | 'info' | 'info#err' | 'warning' | 'error';

/** A message about a resource, or about the stack when it names none. */
export interface Diagnostic {
  severity: Severity;
  urn: string;
  message: string;
  streamId?: number;
  /** Shown only while the run lasts. */
  ephemeral?: boolean;
}

/** An engine event without sequence and time: one of Pulumi's payloads under its name. */
export type EventPayload = Record<string, unknown>;

const prefixes: Partial<Record<Severity, string>> = {
  error: 'error: ',
  warning: 'warning: ',
  debug: 'debug: ',
};

/** Payloads in the shape of Pulumi's engine events, as the Automation API hands them to `onEvent`. */
export const events = {
  prelude: (config: Record<string, string>): EventPayload => ({ preludeEvent: { config } }),
  cancel: (): EventPayload => ({ cancelEvent: {} }),
  policyLoad: (): EventPayload => ({ policyLoadEvent: {} }),
  stdout: (message: string, color: string): EventPayload => ({ stdoutEvent: { message, color } }),
  diagnostic: ({ severity, urn, message, streamId, ephemeral }: Diagnostic, color: string): EventPayload => ({
    diagnosticEvent: {
      ...(urn && { urn }),
      ...(prefixes[severity] && { prefix: prefixes[severity] }),
      message: message.endsWith('\n') ? message : `${message}\n`,
      color,
      severity,
      ...(streamId && { streamID: streamId }),
      ...(ephemeral && { ephemeral }),
    },
  }),
  resourcePre: (step: Step, planning: boolean): EventPayload => ({
    resourcePreEvent: { metadata: metadataOf(step, step.op), ...(planning && { planning }) },
  }),
  resourceOutputs: (step: Step, op: StepOp, planning: boolean): EventPayload => ({
    resOutputsEvent: { metadata: metadataOf(step, op), ...(planning && { planning }) },
  }),
  operationFailed: (step: Step, status: number, steps: number): EventPayload => ({
    resOpFailedEvent: { metadata: metadataOf(step, step.op), status, steps },
  }),
  policyViolation: (urn: string, finding: PolicyFinding, color: string): EventPayload => ({
    policyEvent: {
      ...(urn && { resourceUrn: urn }),
      message: `${finding.message}\n`,
      color,
      policyName: finding.policyName,
      ...packOf(finding),
      enforcementLevel: finding.enforcementLevel,
    },
  }),
  policyRemediation: (
    urn: string,
    finding: PolicyFinding,
    before: PropertyMap,
    after: PropertyMap,
  ): EventPayload => ({
    policyRemediationEvent: {
      resourceUrn: urn,
      color: 'raw',
      policyName: finding.policyName,
      ...packOf(finding),
      before: shownProperties(before),
      after: shownProperties(after),
    },
  }),
  policySummary: (summary: PolicySummary): EventPayload => ({
    [`policy${{ remediate: 'Remediate', analyze: 'Analyze', stack: 'AnalyzeStack' }[summary.kind]}SummaryEvent`]:
      {
        ...(summary.resourceUrn && { resourceUrn: summary.resourceUrn }),
        ...packOf(summary),
        passed: summary.passed,
        failed: summary.failed,
      },
  }),
  summary: (summary: {
    maybeCorrupt: boolean;
    durationSeconds: number;
    resourceChanges: Record<string, number>;
    policyPacks: Record<string, string>;
    result: 'succeeded' | 'failed';
    isPreview: boolean;
  }): EventPayload => ({
    summaryEvent: {
      maybeCorrupt: summary.maybeCorrupt,
      durationSeconds: summary.durationSeconds,
      resourceChanges: summary.resourceChanges,
      // Pulumi writes this one field with a capital letter.
      PolicyPacks: summary.policyPacks,
      isPreview: summary.isPreview,
      result: summary.result,
    },
  }),
};

const packOf = ({ policyPackName, policyPackVersion }: PolicyFinding | PolicySummary) => ({
  policyPackName,
  policyPackVersion,
  policyPackVersionTag: policyPackVersion,
});

function metadataOf(step: Step, op: StepOp): EventPayload {
  const state = stateOf(step);
  return {
    op,
    urn: step.urn,
    type: state.type,
    old: step.old ? shownState(step.old) : null,
    new: step.new ? shownState(step.new) : null,
    keys: step.keys ?? null,
    diffs: step.diffs ?? null,
    detailedDiff: step.detailedDiff ?? null,
    ...(step.logical && { logical: true }),
    ...(isInternal(step) && { internal: true }),
    provider: state.provider,
  };
}

function shownState(state: ResourceState): EventPayload {
  return {
    type: state.type,
    urn: state.urn,
    ...(state.custom && { custom: true }),
    ...(state.delete && { delete: true }),
    id: state.id,
    parent: state.parent,
    ...(state.protect && { protect: true }),
    ...(state.external && { external: true }),
    ...(state.retainOnDelete && { retainOnDelete: true }),
    inputs: shownProperties(state.inputs),
    outputs: shownProperties(state.outputs),
    provider: state.provider,
    ...(state.initErrors.length && { initErrors: state.initErrors }),
  };
}

/** Properties as an event may show them: nothing secret, no contents of files. */
function shownProperties(properties: PropertyMap): PropertyMap {
  const plain = withElidedAssets(withoutResourceReferences(withoutOutputValues(properties)));
  return mapProperties(plain, (value) =>
    isSecret(value) ? { [signatureKey]: Signature.Secret, ciphertext: '[secret]' } : undefined,
  );
}
