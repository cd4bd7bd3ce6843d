import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type SandboxService,
  type SandboxServiceOptions,
  startSandboxService,
} from '@trailguard/api/sandbox';

/** A running service in sandbox mode and the calls that a program would make to it. */
export interface RunningService extends AsyncDisposable {
  readonly service: SandboxService;
  readonly folder: string;
  /** What the service has logged, a line an entry. */
  readonly log: readonly string[];
  get<T = Answer>(path: string): Promise<T>;
  post<T = Answer>(path: string, body?: object): Promise<T>;
  /** The events of a job from the first to the last. */
  events(jobId: string): Promise<JobEvent[]>;
  /** Waits for the end of a job. */
  job(jobId: string): Promise<EndedJob>;
  /** Audits an account and waits for the report. */
  audit(accountId: string): Promise<Report>;
}

export type Answer = Record<string, never> & { [key: string]: unknown };
export interface JobEvent {
  readonly id: number;
  readonly type: string;
  readonly data: Record<string, unknown>;
}
export interface EndedJob {
  readonly id: string;
  readonly state: string;
  readonly attempt: number;
  readonly result: Record<string, unknown> | null;
  readonly error: { code: string; message: string; controls?: string[] } | null;
}
export interface ListedJob extends EndedJob {
  readonly kind: string;
  /** `null` when nobody asked for it. */
  readonly requestedBy: string | null;
}
export interface Report {
  readonly score: number | null;
  readonly complete: boolean;
  readonly unread: { unknown: string; detail: string }[];
  readonly counts: Record<string, number>;
  readonly controls: { id: string; fix: string }[];
  readonly results: ReportResult[];
}
export interface ReportResult {
  readonly controlId: string;
  readonly subject: { id: string };
  readonly verdict: {
    status: string;
    reason?: string;
    evidence?: { field: string; value: unknown; call?: string; at?: string }[];
    because?: { unknown: string; until?: string };
  };
}

/** A folder that PostgreSQL may use when the tests run as root. */
export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'trailguard-test-'));
  await chmod(folder, 0o755);
  return folder;
}

/** Environment of a service that makes accounts before its organization: AWS Config would have nowhere to deliver. */
export const accountsAlone = { TRAILGUARD_STACK_SETTINGS: JSON.stringify({ configRecorder: false }) };

/** Regions of accounts, in tests that are about Regions: what a third one needs is made as in the second. */
export const regions = ['us-east-1', 'eu-west-1'] as const;

/** Starts a service, whose accounts have one Region unless more are given; its folder is removed at the end unless it was given. */
export async function startService(options: Partial<SandboxServiceOptions> = {}): Promise<RunningService> {
  const folder = options.folder ?? (await temporaryFolder());
  const log: string[] = [];
  const service = await startSandboxService({
    regions: regions.slice(0, 1),
    ...options,
    // Jobs of all services load the same modules.
    environment: { NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE, ...options.environment },
    folder,
    onLog: (line) => log.push(line),
  });
  const headers = { authorization: `Bearer ${service.apiKey}` };

  async function call<T>(method: string, path: string, body?: object): Promise<T> {
    const response = await fetch(service.url + path, {
      method,
      headers: body === undefined ? headers : { ...headers, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const answer = await response.json();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${JSON.stringify(answer)}`);
    return answer as T;
  }

  const events = async (jobId: string): Promise<JobEvent[]> => {
    const response = await fetch(`${service.url}/v1/jobs/${jobId}/events`, {
      headers: { ...headers, accept: 'text/event-stream' },
    });
    return (await response.text())
      .split('\n\n')
      .filter((block) => block.includes('data:'))
      .map((block) => {
        const line = (name: string) => new RegExp(`^${name}: ?(.*)$`, 'm').exec(block)?.[1] ?? '';
        return { id: Number(line('id')), type: line('event'), data: JSON.parse(line('data')) };
      });
  };
  const job = async (jobId: string): Promise<EndedJob> => {
    for (;;) {
      await events(jobId);
      const read = await call<EndedJob>('GET', `/v1/jobs/${jobId}`);
      if (!['queued', 'running'].includes(read.state)) return read;
    }
  };

  return {
    service,
    folder,
    log,
    get: (path) => call('GET', path),
    post: (path, body) => call('POST', path, body),
    events,
    job,
    async audit(accountId) {
      const { job: queued, audit } = await call<{ job: { id: string }; audit: { id: string } }>(
        'POST',
        `/v1/accounts/${accountId}/audits`,
      );
      const ended = await job(queued.id);
      if (ended.state !== 'succeeded')
        throw new Error(`audit ${ended.state}: ${ended.error?.message}\n${log.slice(-20).join('\n')}`);
      return (await call<{ report: Report }>('GET', `/v1/audits/${audit.id}`)).report;
    },
    async [Symbol.asyncDispose]() {
      await service.stop();
      if (options.folder === undefined) await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Control id -> its worst status, for comparing whole audits. */
export function statuses(report: Report): Record<string, string> {
  const worst: Record<string, string> = {};
  const order = ['fail', 'unknown', 'pass', 'not_applicable'];
  for (const { controlId, verdict } of report.results) {
    const before = worst[controlId];
    if (before === undefined || order.indexOf(verdict.status) < order.indexOf(before))
      worst[controlId] = verdict.status;
  }
  return worst;
}

/** Ids of the controls that failed, sorted. */
export function failed(report: Report): string[] {
  return Object.entries(statuses(report))
    .filter(([, status]) => status === 'fail')
    .map(([id]) => id)
    .sort();
}
