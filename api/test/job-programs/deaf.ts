/** A job's process that hears nothing: neither a signal nor that it was left alone. */
import { startTestJob } from './job.ts';

process.on('SIGTERM', () => {});
await startTestJob();
setInterval(() => {}, 1_000);
