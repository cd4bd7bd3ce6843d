import { type ChildProcess, fork } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { OrganizationsClient, paginateListOrganizationalUnitsForParent } from '@aws-sdk/client-organizations';
import { type Sandbox, startSandbox } from '@trailguard/sandbox';
import { bootstrapRoles } from '../bootstrap.ts';
import { readConfig } from '../config.ts';
import { Roles } from '../identity/roles.ts';
import { createApiKey, revokeApiKeys } from '../store/api-keys.ts';
import { openDatabase } from '../store/database.ts';
import { migrate } from '../store/migrate.ts';
import { enablePolicyTypes } from './policy-types.ts';
import { type SandboxPostgres, startPostgres } from './postgres.ts';

/** A service in sandbox mode, with all that it needs. */
export interface SandboxService extends AsyncDisposable {
  /** Address of the service, `http://127.0.0.1:PORT`. */
  readonly url: string;
  /** A key with every role; the one of an earlier start stops working. */
  readonly apiKey: string;
  readonly sandbox: Sandbox;
  /** Organizational unit for accounts with workloads. */
  readonly workloadsUnitId: string;
  /** Stops the service and every process that it needs. */
  stop(): Promise<void>;
}

export interface SandboxServiceOptions {
  /** Folder that keeps everything between starts. */
  readonly folder: string;
  /** Port of the service; 0 (the default) takes a free one. */
  readonly port?: number;
  /** The organization is one that Control Tower has set up; of a new folder alone. Default: false. */
  readonly controlTower?: boolean;
  /** Regions enabled by default in every account; the first is the home region. Default: those of a sandbox. */
  readonly regions?: readonly string[];
  /** More of the service's environment, such as TRAILGUARD_STACK_SETTINGS. */
  readonly environment?: NodeJS.ProcessEnv;
  /** Told what is being done, in order. */
  readonly onStep?: (step: 'sandbox' | 'database' | 'service') => void;
  /** Told what a first start does that takes long, such as fetching the sandbox's Python packages. */
  readonly onPreparation?: (message: string) => void;
  /** Where the service's log goes, one JSON line an entry. Default: nowhere. */
  readonly onLog?: (line: string) => void;
}

/**
 * Starts a sandbox organization, PostgreSQL and the service, each for real and all on loopback. State is
 * kept in `folder`, so a second start finds the organization as the first left it.
 */
export async function startSandboxService(options: SandboxServiceOptions): Promise<SandboxService> {
  const { folder } = options;
  await mkdir(join(folder, 'pulumi'), { recursive: true });
  await mkdir(join(folder, 'work'), { recursive: true });
  const stops: (() => Promise<void>)[] = [];
  const stop = async () => {
    for (const one of stops.splice(0).reverse()) await one();
  };
  try {
    options.onStep?.('sandbox');
    const sandbox = await startSandbox({
      stateDir: join(folder, 'sandbox'),
      ...(options.controlTower === undefined ? {} : { controlTower: options.controlTower }),
      ...(options.regions === undefined ? {} : { regions: options.regions }),
      ...(options.onPreparation === undefined ? {} : { report: options.onPreparation }),
    });
    stops.push(() => sandbox.stop());
    options.onStep?.('database');
    const postgres = await startPostgres(join(folder, 'postgres'));
    stops.push(() => postgres.stop());
    options.onStep?.('service');
    const environment = {
      ...(await serviceEnvironment(folder, sandbox, postgres, options.port ?? 0)),
      ...options.environment,
    };
    const apiKey = await prepare(environment, sandbox, postgres);
    const { child, url } = await startServer(environment, options.onLog ?? (() => {}));
    stops.push(() => stopServer(child));
    const workloadsUnitId = await findUnit(sandbox, 'Workloads');
    return { url, apiKey, sandbox, workloadsUnitId, stop, [Symbol.asyncDispose]: stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function serviceEnvironment(
  folder: string,
  sandbox: Sandbox,
  postgres: SandboxPostgres,
  port: number,
): Promise<NodeJS.ProcessEnv> {
  return {
    PATH: process.env.PATH,
    HOME: process.env.HOME,
    ...sandbox.environment,
    // Nothing of a real account may be found, whatever this machine is set up for.
    AWS_SHARED_CREDENTIALS_FILE: join(folder, 'no-credentials'),
    AWS_CONFIG_FILE: join(folder, 'no-config'),
    AWS_EC2_METADATA_DISABLED: 'true',
    TRAILGUARD_MODE: 'sandbox',
    TRAILGUARD_PORT: String(port),
    TRAILGUARD_WORK_DIR: join(folder, 'work'),
    DATABASE_URL: postgres.url,
    PULUMI_BACKEND_URL: pathToFileURL(join(folder, 'pulumi')).href,
    PULUMI_CONFIG_PASSPHRASE: await passphrase(folder),
    TRAILGUARD_ORGANIZATION_ID: sandbox.organizationId,
    TRAILGUARD_MANAGEMENT_ACCOUNT_ID: sandbox.accounts.management,
    TRAILGUARD_LOG_ARCHIVE_ACCOUNT_ID: sandbox.accounts.logArchive,
    TRAILGUARD_SECURITY_ACCOUNT_ID: sandbox.accounts.security,
    TRAILGUARD_HOME_REGION: sandbox.environment.AWS_REGION,
    TRAILGUARD_LOG_READER_ROLE: `arn:aws:iam::${sandbox.accounts.management}:role/TrailGuardLogReader`,
  };
}

/** The passphrase of the sandbox's state, made on the first start. */
async function passphrase(folder: string): Promise<string> {
  const file = join(folder, 'passphrase');
  try {
    return await readFile(file, 'utf8');
  } catch {
    const made = randomBytes(24).toString('base64url');
    await writeFile(file, made, { mode: 0o600 });
    return made;
  }
}

/** What an administrator does once for a real service: policy types, schema, roles, a first API key. */
async function prepare(
  environment: NodeJS.ProcessEnv,
  sandbox: Sandbox,
  postgres: SandboxPostgres,
): Promise<string> {
  await enablePolicyTypes(sandbox.rootId, {
    region: sandbox.environment.AWS_REGION ?? '',
    ...clientOf(sandbox.environment),
  });
  await migrate(postgres.url);
  await bootstrapRoles(readConfig(environment), { client: clientOf(environment) });
  const db = openDatabase(postgres.url);
  try {
    await revokeApiKeys(db, 'sandbox');
    return await createApiKey(db, { name: 'sandbox', roles: Roles, days: 30 });
  } finally {
    await db.end();
  }
}

async function findUnit(sandbox: Sandbox, name: string): Promise<string> {
  const client = new OrganizationsClient({
    region: sandbox.environment.AWS_REGION ?? '',
    ...clientOf(sandbox.environment),
  });
  try {
    for await (const page of paginateListOrganizationalUnitsForParent(
      { client },
      { ParentId: sandbox.rootId },
    )) {
      const unit = page.OrganizationalUnits?.find((candidate) => candidate.Name === name);
      if (unit?.Id !== undefined) return unit.Id;
    }
    throw new Error(`The sandbox has no organizational unit ${name}`);
  } finally {
    client.destroy();
  }
}

/** Where and as whom this process, whose own environment may be a real account's, calls the sandbox. */
function clientOf(environment: NodeJS.ProcessEnv) {
  return {
    endpoint: environment.AWS_ENDPOINT_URL ?? '',
    credentials: {
      accessKeyId: environment.AWS_ACCESS_KEY_ID ?? '',
      secretAccessKey: environment.AWS_SECRET_ACCESS_KEY ?? '',
    },
  };
}

async function startServer(
  environment: NodeJS.ProcessEnv,
  onLog: (line: string) => void,
): Promise<{ child: ChildProcess; url: string }> {
  const child = fork(fileURLToPath(new URL('../server.ts', import.meta.url)), {
    env: environment,
    execArgv: ['--disable-warning=ExperimentalWarning'],
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    // A terminal's Ctrl-C goes to the parent, which stops the parts in order.
    detached: true,
  });
  let tail = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => {
      tail = (tail + text).slice(-4_000);
      for (const line of text.split('\n')) if (line !== '') onLog(line);
    });
  }
  const url = await new Promise<string>((resolve, reject) => {
    child.once('message', (message: { address: string }) => resolve(message.address));
    child.once('error', reject);
    child.once('exit', (code, signal) =>
      reject(new Error(`The service did not start (${signal ?? code}):\n${tail}`)),
    );
  });
  return { child, url };
}

async function stopServer(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  const force = setTimeout(() => child.kill('SIGKILL'), 40_000);
  await ended;
  clearTimeout(force);
}
