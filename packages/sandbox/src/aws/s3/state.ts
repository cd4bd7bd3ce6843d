import type { SandboxContext } from '../service.ts';

/** What the sandbox keeps of buckets beside moto. */
export interface S3State {
  /** Buckets whose versioning asks for MFA to delete. */
  mfaDelete: Record<string, boolean>;
  /** Notification configurations, which moto forgets parts of. */
  notifications: Record<string, Record<string, unknown>>;
  /** Replication configurations, which moto forgets parts of. */
  replication?: Record<string, object>;
}

export function s3State(sandbox: SandboxContext): S3State {
  return sandbox.state('s3', () => ({ mfaDelete: {}, notifications: {} }));
}
