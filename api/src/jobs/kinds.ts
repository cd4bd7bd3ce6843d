import type { JobKind } from '../store/jobs.ts';
import type { JobContext } from './context.ts';

/** What a job does; the answer becomes its result. */
export type Work = (context: JobContext) => Promise<Record<string, unknown>>;

/** Where the work of each kind is. A process has one job: what the other kinds need would take longer to load than all of its own. */
const kinds: Readonly<Record<JobKind, () => Promise<Work>>> = {
  'deploy-organization': async () => (await import('./deploy-organization.ts')).deployOrganizationJob,
  'preview-organization': async () => (await import('./preview-organization.ts')).previewOrganizationJob,
  'vend-account': async () => (await import('./provision-account.ts')).provisionAccountJob,
  'adopt-account': async () => (await import('./provision-account.ts')).provisionAccountJob,
  'update-account': async () => (await import('./provision-account.ts')).provisionAccountJob,
  'move-account': async () => (await import('./provision-account.ts')).moveAccountJob,
  'quarantine-account': async () => (await import('./provision-account.ts')).quarantineAccountJob,
  'close-account': async () => (await import('./close-account.ts')).closeAccountJob,
  'audit-account': async () => (await import('./audit-account.ts')).auditAccountJob,
  'preview-stack': async () => (await import('./stack-jobs.ts')).previewStackJob,
  'update-stack': async () => (await import('./stack-jobs.ts')).updateStackJob,
  'refresh-stack': async () => (await import('./stack-jobs.ts')).refreshStackJob,
  'detect-drift': async () => (await import('./stack-jobs.ts')).detectDriftJob,
  'destroy-stack': async () => (await import('./stack-jobs.ts')).destroyStackJob,
  'verify-logs': async () => (await import('./verify-logs.ts')).verifyLogsJob,
  'collect-evidence': async () => (await import('./collect-evidence.ts')).collectEvidenceJob,
};

/** Loads what jobs of a kind do, and nothing of the other kinds. */
export function loadWork(kind: JobKind): Promise<Work> {
  return kinds[kind]();
}
