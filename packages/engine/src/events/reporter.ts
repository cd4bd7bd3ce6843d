import type { PolicyFinding } from '../plugins/policy-messages.ts';
import type { PolicyReporter } from '../plugins/policy.ts';
import type { PolicySummary } from '../plugins/policy-pack.ts';
import type { PropertyMap } from '../resource/properties.ts';
import { equalValues } from '../resource/properties.ts';
import type { PlanReporter } from '../steps/plan-report.ts';
import type { StepObserver } from '../steps/executor.ts';
import { isInternal, stateOf, type Step, type StepOp } from '../steps/step.ts';
import type { Display } from './display.ts';
import type { EventLog } from './event-log.ts';
import { type Diagnostic, type EventPayload, events } from './events.ts';

/** What a reporter writes to, and how. */
export interface ReporterOptions {
  log: EventLog;
  display: Display;
  preview: boolean;
  /** The run is a refresh: what its steps find is what counts. */
  refreshing: boolean;
  /** Color mode that the events name; their text has no colors. */
  color: string;
  /** Plain text of secrets, blotted out wherever it appears. */
  secrets: string[];
}

/** Tells what happens, as engine events and as text, and counts it. */
export class Reporter implements StepObserver, PlanReporter, PolicyReporter {
  readonly #options: ReporterOptions;
  readonly #startedAt = Date.now();
  #sequence = 0;
  #steps = 0;
  #maybeCorrupt = false;
  /** How many resources had which operation. */
  readonly changes: Record<string, number> = {};

  constructor(options: ReporterOptions) {
    this.#options = options;
  }

  /** Writes an event. */
  emit(payload: EventPayload): void {
    const event = { sequence: this.#sequence++, timestamp: Math.floor(Date.now() / 1000), ...payload };
    this.#options.log.write(blot(event, this.#options.secrets) as object);
  }

  diagnostic(diagnostic: Diagnostic): void {
    const { secrets, color, display } = this.#options;
    this.emit(events.diagnostic(diagnostic, color));
    display.diagnostic({ ...diagnostic, message: blot(diagnostic.message, secrets) as string });
  }

  error(urn: string, message: string): void {
    this.diagnostic({ severity: 'error', urn, message });
  }

  warn(urn: string, message: string): void {
    this.diagnostic({ severity: 'warning', urn, message });
  }

  before(step: Step): void {
    this.emit(events.resourcePre(step, this.#options.preview));
    this.#options.display.stepStarted(step);
  }

  after(step: Step): void {
    const { preview, refreshing, display } = this.#options;
    const isRefresh = step.op === 'refresh';
    const op: StepOp = isRefresh && refreshing ? (step.refreshedAs ?? 'same') : step.op;
    const counts = isRefresh ? refreshing : step.logical && (step.op !== 'read' || readsSomethingNew(step));
    if (counts && !isInternal(step)) this.#count(op);
    // What a component gives out is known only when it registers its outputs.
    if (preview || isRefresh || !step.new || stateOf(step).custom)
      this.emit(events.resourceOutputs(step, op, preview));
    display.stepDone(step);
  }

  failed(step: Step, error: Error, status: 0 | 1 | 2): void {
    const { preview, display } = this.#options;
    if (status === 2) this.#maybeCorrupt = true;
    this.error(step.urn, preview ? `Preview failed: ${error.message}` : error.message);
    if (!preview) this.emit(events.operationFailed(step, status, this.#steps));
    display.stepFailed(step);
  }

  /** A component or the stack has registered its outputs. */
  outputs(step: Step): void {
    this.emit(events.resourceOutputs(step, step.op, this.#options.preview));
  }

  violation(urn: string, finding: PolicyFinding): void {
    this.emit(events.policyViolation(urn, finding, this.#options.color));
    this.#options.display.policyFinding(urn, finding);
  }

  remediation(urn: string, finding: PolicyFinding, before: PropertyMap, after: PropertyMap): void {
    this.emit(events.policyRemediation(urn, finding, before, after));
    this.#options.display.policyRemediation(urn, finding);
  }

  summary(summary: PolicySummary): void {
    this.emit(events.policySummary(summary));
  }

  /** The last events of a run, and its closing text. */
  finish(result: {
    succeeded: boolean;
    policyPacks: Record<string, string>;
    outputs: { old: PropertyMap | undefined; new: PropertyMap } | undefined;
  }): void {
    const { preview, secrets, display } = this.#options;
    const durationSeconds = (Date.now() - this.#startedAt) / 1000;
    this.emit(
      events.summary({
        maybeCorrupt: this.#maybeCorrupt,
        durationSeconds: Math.round(durationSeconds),
        resourceChanges: this.changes,
        policyPacks: result.policyPacks,
        result: result.succeeded ? 'succeeded' : 'failed',
        isPreview: preview,
      }),
    );
    const outputs = result.outputs && (blot(result.outputs, secrets) as typeof result.outputs);
    display.finish({ changes: this.changes, outputs, durationSeconds, aborted: false });
  }

  #count(op: StepOp): void {
    this.#steps++;
    this.changes[op] = (this.changes[op] ?? 0) + 1;
  }
}

/** A resource that is read over and over is no change. */
const readsSomethingNew = ({ old, new: state }: Step): boolean =>
  old !== undefined && state !== undefined && !equalValues(old.outputs, state.outputs);

/** Replaces secrets in every string of a value. */
function blot(value: unknown, secrets: string[]): unknown {
  if (!secrets.length) return value;
  if (typeof value === 'string')
    return secrets.reduce((text, secret) => text.replaceAll(secret, '[secret]'), value);
  if (Array.isArray(value)) return value.map((item) => blot(item, secrets));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, blot(item, secrets)]));
}
