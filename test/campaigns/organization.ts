import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Client } from 'pg';
import { environmentOf } from '../end-to-end/leaks.ts';
import { type RunningService, startService } from '../end-to-end/service.ts';
import { partOf } from '../faults/processes.ts';
import { PatientClient } from './patient-client.ts';
import { exceptionsIn, type PreparedOrganization, regions, stackSettings } from './prepared-organization.ts';
import { Replica, type ReplicaEnvironment } from './replica.ts';

/** A running copy of a prepared organization: sandbox, database and processes of the service. */
export interface CampaignOrganization extends AsyncDisposable, Pick<PreparedOrganization, 'accounts'> {
  readonly folder: string;
  readonly databaseUrl: string;
  /** The process that answers requests and runs no job; it is the campaign's own, and nothing happens to it. */
  readonly front: RunningService;
  /** Processes that answer requests and run jobs. */
  readonly replicas: readonly Replica[];
  /** Asks any of the processes. */
  readonly client: PatientClient;
  /** What all of them have logged, a line an entry. */
  readonly log: readonly string[];
}

export interface CampaignOptions {
  readonly replicas: number;
  /** Jobs that a replica runs at once. Default: 3. */
  readonly concurrency?: number;
  /** More of the environment of each replica, by its number from 0. */
  readonly environment?: (front: RunningService, replica: number) => Promise<ReplicaEnvironment>;
}

/** Copies an organization and starts it. Its folder is removed at the end. */
export async function startOrganization(
  prepared: PreparedOrganization,
  { replicas: count, concurrency = 3, environment }: CampaignOptions,
): Promise<CampaignOrganization> {
  await using stack = new AsyncDisposableStack();
  const folder = await prepared.copy();
  stack.defer(() => rm(folder, { recursive: true, force: true }));
  const log: string[] = [];
  const front = stack.use(
    await startService({
      folder,
      regions: regions.after,
      environment: {
        ...stackSettings(regions.after),
        TRAILGUARD_CONCURRENCY: '0',
        TRAILGUARD_REQUESTS_PER_MINUTE: '1000000',
        TRAILGUARD_EXCEPTIONS: exceptionsIn(folder),
      },
    }),
  );
  const [server] = await partOf(folder, 'service');
  const inherited = await environmentOf(server?.pid ?? 0);
  const replicas: Replica[] = [];
  for (let number = 0; number < count; number++) {
    const replica = await Replica.start(
      {
        ...inherited,
        TRAILGUARD_PORT: '0',
        TRAILGUARD_LOG_LEVEL: 'debug',
        TRAILGUARD_CONCURRENCY: String(concurrency),
        TRAILGUARD_WORK_DIR: join(folder, `work-${number}`),
        ...(await environment?.(front, number)),
      },
      (line) => log.push(line),
    );
    replicas.push(stack.use(replica));
  }
  const urls = () => [front.service.url, ...replicas.map(({ url }) => url)];
  const running = stack.move();
  return {
    accounts: prepared.accounts,
    folder,
    databaseUrl: inherited.DATABASE_URL ?? '',
    front,
    replicas,
    client: new PatientClient(urls, front.service.apiKey),
    log,
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  };
}

/** Asks the database itself, past the service, for as long as `work` takes. */
export async function withDatabase<T>(url: string, work: (database: Client) => Promise<T>): Promise<T> {
  const database = new Client({ connectionString: url });
  await database.connect();
  try {
    return await work(database);
  } finally {
    await database.end();
  }
}
