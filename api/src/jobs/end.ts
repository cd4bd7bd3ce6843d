import { isConnectionFault, type Queryable } from '../store/database.ts';
import { endJob, endJobWithoutEvent, type JobEnd } from '../store/jobs.ts';
import { JobFailure } from './failure.ts';

/**
 * Ends a job, once. When the database refuses to record the end, the job fails for that reason: it must not be
 * said to run for ever.
 * @throws what kept the database from being reached; the end is then still to come.
 */
export async function endForGood(db: Queryable, jobId: string, end: JobEnd): Promise<void> {
  try {
    await endJob(db, jobId, end);
  } catch (cause) {
    if (isConnectionFault(cause)) throw cause;
    await endJobWithoutEvent(db, jobId, notRecorded(cause as Error));
  }
}

/** A job whose events are lost has failed, since nobody could tell what it did. */
export function notRecorded(cause: Error): JobEnd {
  const failure = new JobFailure('NOT_RECORDED', cause.message, { cause });
  return { state: 'failed', error: failure.toJobError() };
}
