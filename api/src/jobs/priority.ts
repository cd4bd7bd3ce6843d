import type { JobKind } from '../store/jobs.ts';

/** What begins first where more jobs wait than workers are free. Jobs of one stack follow one another all the same. */
const priorities: Partial<Record<JobKind, number>> = {
  // Somebody may be in the account.
  'quarantine-account': 20,
  // What runs by itself, and for every account at once, lets people pass.
  'audit-account': 0,
  'detect-drift': 0,
  'preview-organization': 0,
  'verify-logs': 0,
  'collect-evidence': 0,
};

/** Of all that people wait for. */
const Usual = 10;

/** The greater goes first. */
export function priorityOf(kind: JobKind): number {
  return priorities[kind] ?? Usual;
}
