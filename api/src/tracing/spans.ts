import { setTimeout as sleep } from 'node:timers/promises';
import {
  type Attributes,
  type Context,
  context,
  propagation,
  type Span,
  SpanKind,
  SpanStatusCode,
  trace,
} from '@opentelemetry/api';

/** Without an SDK, which `preload.ts` starts where it is wanted, all of this does nothing. */
const tracer = trace.getTracer('trailguard');

let stop: () => Promise<void> = async () => {};

/** Has {@link stopTracing} do something. */
export function onStopTracing(work: () => Promise<void>): void {
  stop = work;
}

/** How long to try to send what was not sent yet, milliseconds. */
const StopMilliseconds = 3_000;

/** Sends what was not sent yet; to a receiver that is away, not for long. */
export async function stopTracing(): Promise<void> {
  await Promise.race([stop().catch(() => {}), sleep(StopMilliseconds, undefined, { ref: false })]);
}

/** The span that runs now, as W3C Trace Context writes it; `null` outside of one. https://www.w3.org/TR/trace-context/ */
export function currentTraceParent(): string | null {
  const carrier: { traceparent?: string } = {};
  propagation.inject(context.active(), carrier);
  return carrier.traceparent ?? null;
}

/** The context in which a span runs that another process has begun. */
export function contextOf(traceParent: string | null | undefined): Context {
  return propagation.extract(context.active(), { traceparent: traceParent ?? '' });
}

/** Runs `work` in a span below what `traceParent` names; it ends with it, and is marked when it throws. */
export async function inSpan<T>(
  name: string,
  { traceParent, kind = SpanKind.INTERNAL, attributes = {} }: SpanWanted,
  work: (span: Span) => Promise<T>,
): Promise<T> {
  return tracer.startActiveSpan(name, { kind, attributes }, contextOf(traceParent), async (span) => {
    try {
      return await work(span);
    } catch (error) {
      span.setStatus({ code: SpanStatusCode.ERROR, message: (error as Error).name });
      throw error;
    } finally {
      span.end();
    }
  });
}

interface SpanWanted {
  /** The span above; `null`: none, but for the one that runs now. */
  readonly traceParent?: string | null | undefined;
  readonly kind?: SpanKind;
  readonly attributes?: Attributes;
}

/** Begins the span of a request, below the one that its caller sends. */
export function requestSpan(
  name: string,
  headers: object,
  attributes: Attributes,
): { span: Span; within: Context } {
  const outer = propagation.extract(context.active(), headers);
  const span = tracer.startSpan(name, { kind: SpanKind.SERVER, attributes }, outer);
  return { span, within: trace.setSpan(outer, span) };
}

/** Ids of the span that runs now, for lines of the log. */
export function spanOfLog(): object {
  const found = trace.getActiveSpan()?.spanContext();
  return found === undefined ? {} : { trace_id: found.traceId, span_id: found.spanId };
}
