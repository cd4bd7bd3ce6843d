import type { Control, ControlFlags } from './command.ts';

/** What `GET /_sandbox/status` answers. */
interface Status {
  readonly endpoint: string;
  readonly organizationId: string;
  readonly accounts: Readonly<Record<string, string>>;
  readonly environment: Readonly<Record<string, string>>;
  readonly now: string;
}

/**
 * Asks a running sandbox to do something, and prints its answer.
 *
 * @param advanceMilliseconds how far `clock` moves on
 * @throws when none listens on the port, or it refuses
 */
export async function controlSandbox(
  name: Control,
  { port, json }: ControlFlags,
  advanceMilliseconds?: number,
): Promise<void> {
  const answer = await ask(port, name, advanceMilliseconds);
  process.stdout.write(json ? `${JSON.stringify(answer, null, 2)}\n` : `${texts[name](answer as Status)}\n`);
}

async function ask(port: number, name: Control, advanceMilliseconds?: number): Promise<unknown> {
  const response = await fetch(`http://127.0.0.1:${port}/_sandbox/${name}`, {
    method: name === 'status' ? 'GET' : 'POST',
    ...(advanceMilliseconds === undefined ? {} : { body: JSON.stringify({ advanceMilliseconds }) }),
  }).catch((cause: unknown) => {
    throw new Error(`No sandbox listens on port ${port}; start one: trailguard sandbox --port ${port}`, {
      cause,
    });
  });
  const isJson = response.headers.get('content-type') === 'application/json';
  if (!isJson) throw new Error(`What listens on port ${port} is no sandbox`);
  const answer = (await response.json()) as { readonly error?: string };
  if (!response.ok) throw new Error(`The sandbox refused: ${answer.error}`);
  return answer;
}

const texts: Readonly<Record<Control, (answer: Status) => string>> = {
  status: describeStatus,
  clock: ({ now }) => `Its clock is at ${now}`,
  reset: describeStatus,
  stop: () => 'Stopping',
};

function describeStatus({ endpoint, organizationId, accounts, environment, now }: Status): string {
  return [
    `organization ${organizationId} at ${endpoint}, its clock at ${now}`,
    ...Object.entries(accounts).map(([name, id]) => `  ${id} ${name}`),
    ...Object.entries(environment).map(([name, value]) => `export ${name}=${value}`),
  ].join('\n');
}
