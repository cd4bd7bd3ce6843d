import type { JobKind } from '../store/jobs.ts';

/** Minutes that an attempt may take, of kinds that take another time than most. */
const minutes: Partial<Record<JobKind, number>> = {
  // Every stack of the organization, one after the other.
  'deploy-organization': 240,
  'preview-organization': 240,
  // Every log file since the time before, of every account and Region.
  'verify-logs': 300,
};

/** Of all other kinds: the longest part is AWS's, which takes minutes to make an account and to answer for every Region. */
const UsualMinutes = 120;

/**
 * How long one attempt at a job may take, seconds. Then it has failed, and what it had done is in the state.
 * @param configured minutes by kind that go before the defaults.
 */
export function timeoutSeconds(kind: JobKind, configured: Partial<Record<JobKind, number>> = {}): number {
  return (configured[kind] ?? minutes[kind] ?? UsualMinutes) * 60;
}
