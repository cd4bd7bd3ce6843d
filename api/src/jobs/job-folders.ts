import { readdir, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Config } from '../config.ts';
import { openJobsOf } from '../store/jobs.ts';
import type { Queryable } from '../store/database.ts';
import { jobFolder } from './job-folder.ts';

/** What is called otherwise is none of a job's. */
const UuidForm = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * Removes the folders of jobs that have ended and left theirs behind: Pulumi passes states through them. A job that is tried
 * again may end on another machine than the one on which its first process was killed.
 * @returns ids of the jobs whose folders were removed.
 */
export async function removeLeftFolders(config: Pick<Config, 'workDir'>, db: Queryable): Promise<string[]> {
  const folders = dirname(jobFolder(config, 'any'));
  const names = await readdir(folders).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  const jobs = names.filter((name) => UuidForm.test(name));
  if (jobs.length === 0) return [];
  const open = new Set(await openJobsOf(db, jobs));
  const left = jobs.filter((job) => !open.has(job));
  await Promise.all(left.map((job) => rm(join(folders, job), { recursive: true, force: true })));
  return left;
}
