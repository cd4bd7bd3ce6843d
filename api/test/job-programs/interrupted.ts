/** A job's process that leaves the job to another five times, as when the database is away, and then succeeds. */
import { ExitToBeContinued } from '../../src/jobs/child.ts';
import { endJob, findJob } from '../../src/store/jobs.ts';
import { startTestJob } from './job.ts';

const { db, jobId } = await startTestJob();
const job = await findJob(db, jobId);
if ((job?.attempt ?? 0) <= 5) process.exit(ExitToBeContinued);
await endJob(db, jobId, { state: 'succeeded', result: {} });
process.exit(0);
