import { join } from 'node:path';
import type { Config } from '../config.ts';

/** Folder of a job's workspaces, profiles and temporary files, in the service's own. */
export function jobFolder(config: Pick<Config, 'workDir'>, jobId: string): string {
  return join(config.workDir, 'jobs', jobId);
}
