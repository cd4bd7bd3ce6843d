import { isConnectionFault, type Queryable } from '../store/database.ts';
import { endJob, endJobWithoutEvent, type Job, type JobEnd } from '../store/jobs.ts';
import { JobFailure, refusals } from './failure.ts';

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

/** Why a job is stopped before its end, for good. */
export type StopReason = 'canceled' | 'timeout';

/**
 * How a job ends that was stopped.
 * @param isForced whether its processes had to be killed: what they were in the middle of is looked up by the stack's next job.
 */
export function stopped(
  reason: StopReason,
  { timeoutSeconds }: Pick<Job, 'timeoutSeconds'>,
  isForced: boolean,
): JobEnd {
  const force = isForced ? ', and did not come to a safe end by itself' : '';
  if (reason === 'timeout')
    return {
      state: 'failed',
      error: new JobFailure(
        'TIMEOUT',
        `an attempt may take ${timeoutSeconds / 60} minutes${force}`,
      ).toJobError(),
    };
  if (!isForced) return { state: 'canceled' };
  return { state: 'canceled', error: new JobFailure('KILLED', `it was canceled${force}`).toJobError() };
}

/** How a job ends that an error has ended. What nobody thought of is written down with all that is known of it. */
export function endOfError(error: Error): JobEnd {
  const failure = failureOf(error);
  if (failure.code === 'INTERNAL') process.stderr.write(`${error.stack}\n`);
  return { state: refusals.has(failure.code) ? 'refused' : 'failed', error: failure.toJobError() };
}

/** Codes of a file system that takes no more. */
const FullDisk = new Set<string | undefined>(['ENOSPC', 'EDQUOT']);

function failureOf(error: Error): JobFailure {
  if (error instanceof JobFailure) return error;
  // AWS's clients mark what they throw, after they have tried often enough.
  if ('$metadata' in error)
    return new JobFailure('AWS_FAILED', `${error.name}: ${error.message}`, { cause: error });
  if (FullDisk.has((error as NodeJS.ErrnoException).code))
    return new JobFailure('NO_SPACE', error.message, { cause: error });
  return new JobFailure('INTERNAL', error.message, { cause: error });
}
