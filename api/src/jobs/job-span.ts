import { SpanKind, SpanStatusCode } from '@opentelemetry/api';
import type { Pool } from 'pg';
import { findJob, type Job, traceParentOf } from '../store/jobs.ts';
import { inSpan } from '../tracing/spans.ts';

/** Runs an attempt at a job in a span of the trace of the request that asked for it. */
export async function inJobSpan<T>(db: Pool, { id, kind, attempt }: Job, work: () => Promise<T>): Promise<T> {
  const attributes = {
    'trailguard.job.id': id,
    'trailguard.job.kind': kind,
    'trailguard.job.attempt': attempt + 1,
  };
  const above = { traceParent: await traceParentOf(db, id), kind: SpanKind.CONSUMER, attributes };
  return inSpan(`job ${kind}`, above, async (span) => {
    const done = await work();
    const { state = 'gone', error } = (await findJob(db, id)) ?? {};
    span.setAttribute('trailguard.job.state', state);
    if (state === 'failed') span.setStatus({ code: SpanStatusCode.ERROR, message: error?.code ?? state });
    return done;
  });
}
