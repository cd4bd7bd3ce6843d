import type { JobError } from '../store/jobs.ts';

/** Codes with which a job can end; API, never renamed. */
export const JobErrorCodes = {
  POLICY_VIOLATION: 'A mandatory control forbids the change; nothing was applied',
  BLACKOUT:
    'The change would stop or weaken logging or detection, and no exception names it; nothing was applied',
  EXCEPTIONS_INVALID: 'The file of exceptions cannot be used; nothing was applied',
  PREVIEW_FAILED: 'The preview failed; nothing was applied',
  CHANGED_SINCE_PREVIEW:
    'Program, configuration or state changed between preview and apply; nothing was applied',
  APPROVAL_STALE: 'What was approved is not what would be applied; nothing of it was applied',
  APPROVAL_EXPIRED: 'The plan was not approved, or not applied, in time; nothing of it was applied',
  APPROVAL_REJECTED: 'The plan was rejected; nothing of it was applied',
  APPLY_FAILED: 'The change was begun and failed; what was done is in the state',
  REFRESH_FAILED: 'How things really are could not be taken into the state; nothing was applied',
  STATE_UNREADABLE: 'The stack or its saved state could not be opened; nothing was applied',
  UNRESOLVED_CREATE: 'An interrupted create could not be found or ruled out; nothing was applied',
  STACK_LOCKED: 'Someone else works on the stack; nothing was applied',
  ACCOUNT_TAKEN: 'The e-mail address belongs to an account that this service did not make',
  RESOURCE_EXISTS: 'What is to be made exists already; nothing was applied',
  WOULD_REPLACE: 'What exists and is taken over would be replaced; nothing was applied',
  NO_CONFIG_BUCKET: 'There is no bucket for AWS Config to deliver to; nothing was applied',
  NO_SUCH_UNIT: 'The organizational unit does not exist; nothing was applied',
  NOT_CLOSABLE: 'The account may not be closed; nothing was done',
  CLOSURE_PENDING: 'AWS has not finished closing the account',
  EVIDENCE_TOO_LARGE: 'The evidence is more than one file holds; ask for a shorter time',
  NO_LOG_READER: 'The service was told of no role that reads the log files',
  LOGS_NOT_FOUND: 'The log files to verify could not be found',
  AWS_FAILED: 'AWS refused a call or did not answer it; what was applied is in the state',
  NO_SPACE: 'The disk of the service is full; what was applied is in the state',
  AUDIT_FAILED: 'The audit could not be made',
  JOB_PROCESS_DIED: 'The process of the job died more often than it is tried again',
  TIMEOUT: 'The job took longer than it may; what it had done is in the state',
  KILLED: 'The processes of the job were killed; what it had done is looked up by the next job of the stack',
  NOT_RECORDED: 'What the job did could not be recorded, so it was stopped; what it had done is in the state',
  INTERNAL: 'Something unexpected happened; the log has the details',
} as const;
export type JobErrorCode = keyof typeof JobErrorCodes;

/** Codes of jobs that were refused by what guards the organization: they have not failed. */
export const refusals: ReadonlySet<string> = new Set<JobErrorCode>([
  'POLICY_VIOLATION',
  'BLACKOUT',
  'APPROVAL_STALE',
  'APPROVAL_EXPIRED',
  'APPROVAL_REJECTED',
]);

/** Ends a job with a code that its reader can act on. */
export class JobFailure extends Error {
  readonly code: JobErrorCode;
  readonly controls: readonly string[];

  constructor(code: JobErrorCode, detail: string, options?: ErrorOptions & { controls?: readonly string[] }) {
    super(`${JobErrorCodes[code]}: ${detail}`, options);
    this.name = 'JobFailure';
    this.code = code;
    this.controls = options?.controls ?? [];
  }

  toJobError(): JobError {
    return {
      code: this.code,
      message: this.message,
      ...(this.controls.length > 0 ? { controls: [...this.controls] } : {}),
    };
  }
}

/** The lines of a failed command that say why; its whole output can be long. */
export function reasonOf(error: unknown): string {
  const text = (error as Error).message;
  const reasons = text
    .split('\n')
    // The provider lists what went wrong under `error: 1 error occurred:`.
    .filter((line) => /error:|^\s*\* /i.test(line))
    .map((line) => line.trim());
  return (reasons.length > 0 ? [...new Set(reasons)].join('; ') : text).slice(0, 2_000);
}
