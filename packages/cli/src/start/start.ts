import { createWriteStream } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { styleText } from 'node:util';
import { type SandboxService, startSandboxService } from '@trailguard/api/sandbox';
import {
  type DefaultRenderer,
  Listr,
  PRESET_TIMER,
  type ListrTaskWrapper,
  type SimpleRenderer,
} from 'listr2';
import { lock } from 'proper-lockfile';
import { makeFolder } from '../make-folder.ts';
import { type Client, connect, type ServiceEvent } from './client.ts';
import { describeAudit, type ShownReport } from './report.ts';

export interface StartOptions {
  /** Where state is kept between starts; absolute. */
  readonly folder: string;
  /** Port that is wanted; another free one is taken when it is in use. */
  readonly port: number;
  /** Stop when the audit is shown. */
  readonly once: boolean;
}

interface Shared {
  /** Set before `service` is there, so that a start that is interrupted is stopped too. */
  starting?: Promise<SandboxService>;
  service?: SandboxService;
  client?: Client;
  account?: { id: string; accountId: string | null };
  audit?: { id: string; report: ShownReport };
  changes: number;
}

/** What asks `start` to stop: Ctrl-C, a supervisor, a terminal that was closed. */
const Signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** The account that a first start vends, in the organizational unit for workloads. */
const FirstAccount = { name: 'first-workload', email: 'first-workload@example.com' };

/**
 * Runs the product's main job end to end on this machine and keeps serving until Ctrl-C.
 * @returns the exit code.
 */
export async function start(options: StartOptions): Promise<number> {
  await makeFolder(options.folder);
  const release = await holdFolder(options.folder);
  const interrupted = new AbortController();
  const interrupt = () => interrupted.abort();
  // Listened to until the end: who restores the cursor at a signal would end the process were nobody else listening.
  for (const signal of Signals) process.on(signal, interrupt);
  const shared: Shared = { changes: 0 };
  try {
    await Promise.race([run(options, shared, interrupted.signal), aborted(interrupted.signal)]);
    if (shared.service === undefined) return 130;
    process.stdout.write(summary(shared as Required<Shared>));
    if (options.once) return 0;
    process.stdout.write(
      `\nServing. Ctrl-C stops everything; ${styleText('bold', 'start')} again goes on from here.\n`,
    );
    await aborted(interrupted.signal).catch(() => {});
    return 0;
  } catch (error) {
    if (interrupted.signal.aborted) return 130;
    process.stderr.write(
      `\n${styleText('red', 'start failed:', { stream: process.stderr })} ${(error as Error).message}\nThe service's log is ${logFile(options)}\n`,
    );
    return 1;
  } finally {
    process.stdout.write('Stopping…\n');
    // A start that failed has stopped its parts itself.
    await shared.starting?.then(
      (service) => service.stop(),
      () => {},
    );
    await release();
    for (const signal of Signals) process.off(signal, interrupt);
  }
}

const logFile = ({ folder }: StartOptions) => join(folder, 'service.log');

async function aborted(signal: AbortSignal): Promise<never> {
  if (!signal.aborted)
    await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
  throw new Error('interrupted');
}

async function run(options: StartOptions, shared: Shared, interrupted: AbortSignal): Promise<void> {
  const step = (title: string, work: (shared: Shared, shown: Task) => Promise<void>) => ({
    title,
    skip: () => interrupted.aborted,
    task: async (context: Shared, shown: Task) => {
      try {
        await work(context, shown);
      } catch (error) {
        if (!interrupted.aborted) throw error;
        shown.skip(`${title}: interrupted`);
      }
    },
  });
  const tasks = new Listr<Shared>(
    [
      step('Sandbox organization and service', (context, shown) =>
        startService(options, context, shown, interrupted),
      ),
      step('Organization baseline', provision),
      step(`Account ${FirstAccount.name}`, vend),
      step('Audit', auditAccount),
    ],
    {
      ctx: shared,
      // The error stands once, below the steps.
      rendererOptions: { timer: PRESET_TIMER, collapseSubtasks: false, showErrorMessage: false },
      fallbackRendererOptions: { timer: PRESET_TIMER },
      // Ctrl-C is ours: the parts are stopped in order.
      registerSignalListeners: false,
    },
  );
  await tasks.run();
}

type Task = ListrTaskWrapper<Shared, typeof DefaultRenderer, typeof SimpleRenderer>;

async function startService(
  options: StartOptions,
  shared: Shared,
  shown: Task,
  interrupted: AbortSignal,
): Promise<void> {
  const log = createWriteStream(logFile(options), { flags: 'a', mode: 0o600 });
  const names = { sandbox: 'sandbox organization', database: 'database', service: 'service' };
  const isPortFree = await isFree(options.port);
  shared.starting = startSandboxService({
    folder: options.folder,
    port: isPortFree ? options.port : 0,
    onStep: (step) => {
      shown.output = `starting the ${names[step]}`;
    },
    onPreparation: (message) => {
      shown.output = message;
    },
    onLog: (line) => log.write(`${line}\n`),
  });
  shared.service = await shared.starting;
  shared.client = connect(shared.service.url, shared.service.apiKey, interrupted);
  shown.title = `Sandbox organization ${shared.service.sandbox.organizationId} and service at ${shared.service.url}${isPortFree ? '' : `, as port ${options.port} is in use`}`;
}

/** Follows a job in a task's line: what it does, and how many resources are done. */
async function followJob(
  shared: Shared,
  jobId: string,
  shown: Task,
): Promise<{ result: Record<string, unknown> }> {
  const client = shared.client as Client;
  let step = '';
  let resources = 0;
  const show = (event: ServiceEvent) => {
    if (event.type === 'step') step = String(event.data.step);
    if (event.type === 'resource') resources += 1;
    const urn = event.data.urn;
    const latest = typeof urn === 'string' ? `  ${urn.split('::').at(-1)}` : '';
    shown.output = `${step}${resources > 0 ? `, ${resources} resources` : ''}${latest}`;
  };
  for (;;) {
    await client.follow(jobId, show);
    const job = await client.get<{
      state: string;
      error: { message: string } | null;
      result: Record<string, unknown>;
    }>(`/v1/jobs/${jobId}`);
    if (job.state === 'succeeded') return { result: job.result };
    if (job.state !== 'queued' && job.state !== 'running')
      throw new Error(job.error?.message ?? `job ${jobId} ${job.state}`);
    await sleep(200);
  }
}

/** Sums what a deployment changed; a second start must change nothing. */
function changesOf(stack: unknown): number {
  const { changes = {} } = (stack ?? {}) as { changes?: Record<string, number> };
  return Object.entries(changes).reduce((sum, [op, count]) => (op === 'same' ? sum : sum + count), 0);
}

async function provision(shared: Shared, shown: Task): Promise<void> {
  const { job } = await (shared.client as Client).post<{ job: { id: string } }>(
    '/v1/organization/deployments',
  );
  const { result } = await followJob(shared, job.id, shown);
  const stacks = Object.values((result.stacks ?? {}) as Record<string, unknown>);
  const changes = stacks.reduce<number>((sum, stack) => sum + changesOf(stack), 0);
  shared.changes += changes;
  shown.title = `Organization baseline: ${changes === 0 ? 'nothing to change' : `${changes} resources changed`}`;
}

async function vend(shared: Shared, shown: Task): Promise<void> {
  const client = shared.client as Client;
  const { job, account } = await client.post<{ job: { id: string; state: string }; account: { id: string } }>(
    '/v1/accounts',
    {
      ...FirstAccount,
      organizationalUnitId: (shared.service as SandboxService).workloadsUnitId,
    },
  );
  const isThere = job.state === 'succeeded';
  if (!isThere) await followJob(shared, job.id, shown);
  shared.account = await client.get(`/v1/accounts/${account.id}`);
  shown.title = `Account ${FirstAccount.name} ${shared.account?.accountId}: ${isThere ? 'there already, nothing to change' : 'vended'}`;
}

async function auditAccount(shared: Shared, shown: Task): Promise<void> {
  const client = shared.client as Client;
  const { job, audit } = await client.post<{ job: { id: string }; audit: { id: string } }>(
    `/v1/accounts/${shared.account?.id}/audits`,
  );
  await followJob(shared, job.id, shown);
  shared.audit = await client.get(`/v1/audits/${audit.id}`);
}

function summary({ service, audit, account, changes }: Required<Shared>): string {
  const key = service.apiKey;
  const curl = `curl -s -H 'Authorization: Bearer ${key}'`;
  return [
    '',
    describeAudit(audit.report),
    '',
    `${styleText('bold', 'Service')}  ${service.url}   (try it: ${service.url}/docs)`,
    `${styleText('bold', 'API key')}  ${key}   (for this sandbox alone)`,
    ...(changes === 0 ? ['Nothing had to change: the organization is as the last start left it.'] : []),
    '',
    styleText('bold', 'Try next'),
    `  ${curl} ${service.url}/v1/audits/${audit.id}`,
    `  ${curl} ${service.url}/v1/accounts -H 'content-type: application/json' -d '{"name":"second","email":"second@example.com","organizationalUnitId":"${service.workloadsUnitId}"}'`,
    `  ${curl} -X POST ${service.url}/v1/accounts/${account.id}/audits`,
    '',
  ].join('\n');
}

async function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}

/** Two starts in one folder would share state; a lock that a crash left behind goes stale after ten seconds. */
async function holdFolder(folder: string): Promise<() => Promise<void>> {
  try {
    return await lock(folder, { lockfilePath: join(folder, 'start.lock') });
  } catch (cause) {
    throw new Error(`Another start uses ${folder}; stop it, or give --folder another folder`, { cause });
  }
}
