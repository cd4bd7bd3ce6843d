/** A job's process that works for a while and succeeds; told to stop, it leaves the job to another. */
import { setTimeout as sleep } from 'node:timers/promises';
import { endJob } from '../../src/store/jobs.ts';
import { startTestJob } from './job.ts';

process.once('SIGTERM', () => process.exit(75));
const { db, jobId } = await startTestJob();
await sleep(700);
await endJob(db, jobId, { state: 'succeeded', result: {} });
process.exit(0);
