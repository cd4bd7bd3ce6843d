import { type Account, ListAccountsCommand, OrganizationsClient } from '@aws-sdk/client-organizations';
import type { JobEvent, RunningService } from '../end-to-end/service.ts';
import { partOf } from './processes.ts';

/** What `POST /v1/accounts` answers. */
export interface Vended {
  readonly job: { readonly id: string; readonly state: string };
  readonly account: { readonly id: string; readonly state: string; readonly accountId: string | null };
}

export const emailOf = (name: string) => `${name}@example.com`;

/** Asks for an account, as a program does; with approval or without. */
export function vend(
  running: RunningService,
  name: string,
  more: { approval?: boolean } = {},
): Promise<Vended> {
  return running.post<Vended>('/v1/accounts', {
    name,
    email: emailOf(name),
    organizationalUnitId: running.service.workloadsUnitId,
    ...more,
  });
}

/** A client of the management account, as its administrator. */
export function organizations(running: RunningService): OrganizationsClient {
  const { environment } = running.service.sandbox;
  return new OrganizationsClient({
    region: environment.AWS_REGION ?? '',
    endpoint: environment.AWS_ENDPOINT_URL ?? '',
    credentials: {
      accessKeyId: environment.AWS_ACCESS_KEY_ID ?? '',
      secretAccessKey: environment.AWS_SECRET_ACCESS_KEY ?? '',
    },
  });
}

/** The accounts that AWS has for an address; more than one would be the disaster that all this is about. */
export async function accountsOf(running: RunningService, name: string): Promise<Account[]> {
  const client = organizations(running);
  try {
    const { Accounts = [] } = await client.send(new ListAccountsCommand({}));
    return Accounts.filter(({ Email }) => Email === emailOf(name));
  } finally {
    client.destroy();
  }
}

/**
 * Follows a job until an event is the one, and returns it.
 * @throws Error when the job ends without it.
 */
export async function eventOf(
  running: RunningService,
  jobId: string,
  isIt: (event: JobEvent) => boolean,
): Promise<JobEvent> {
  const stop = new AbortController();
  const response = await fetch(`${running.service.url}/v1/jobs/${jobId}/events`, {
    headers: { authorization: `Bearer ${running.service.apiKey}`, accept: 'text/event-stream' },
    signal: stop.signal,
  });
  let text = '';
  try {
    for await (const chunk of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
      text += chunk;
      const blocks = text.split('\n\n');
      text = blocks.pop() ?? '';
      for (const block of blocks) {
        const line = (name: string) => new RegExp(`^${name}: ?(.*)$`, 'm').exec(block)?.[1] ?? '';
        if (!block.includes('data:')) continue;
        const event = { id: Number(line('id')), type: line('event'), data: JSON.parse(line('data')) };
        if (isIt(event)) return event;
      }
    }
  } finally {
    stop.abort();
  }
  throw new Error(`job ${jobId} ended without the event that was waited for`);
}

/** A step's beginning, such as `apply account`. */
export const isStep = (step: string) => (event: JobEvent) =>
  event.type === 'step' && event.data.step === step;

/** A resource's end, by a part of its type. */
export const isResource = (type: string) => (event: JobEvent) =>
  event.type === 'resource' && String(event.data.type).includes(type);

/** Ends the process of one job with SIGKILL. @throws Error when it has none. */
export async function killJob(running: RunningService, jobId: string): Promise<void> {
  const found = (await partOf(running.folder, 'job')).filter(({ command }) => command.includes(jobId));
  if (found.length === 0) throw new Error(`job ${jobId} has no process to be killed`);
  for (const { pid } of found) process.kill(pid, 'SIGKILL');
}

/** Waits until something holds. @throws Error naming it after `atMost` milliseconds. */
export async function until(what: string, holds: () => Promise<boolean>, atMost = 180_000): Promise<void> {
  const deadline = Date.now() + atMost;
  while (!(await holds())) {
    if (Date.now() > deadline) throw new Error(`${what}: not within ${atMost / 1_000} s`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
