import { spawn } from 'node:child_process';
import { readFile, stat } from 'node:fs/promises';
import { partOf } from './processes.ts';

/** Starts a database server again, as a supervisor does, until it is disposed of. */
export interface DatabaseSupervisor extends Disposable {
  /** Starts the server just as it was started before. */
  start(): void;
}

/**
 * Takes note of how the database server of a service's folder was started. A server whose postmaster was killed refuses to
 * start while backends of the former one still hold its shared memory ("pre-existing shared memory block is still in use"):
 * it is then started again until it stays.
 * @throws Error when there is none.
 */
export async function superviseDatabase(folder: string): Promise<DatabaseSupervisor> {
  const [server] = await partOf(folder, 'database');
  if (server === undefined) throw new Error('there is no database server');
  const [command = '', ...args] = (await readFile(`/proc/${server.pid}/cmdline`, 'utf8'))
    .split('\0')
    .filter((part) => part !== '');
  const { uid, gid } = await stat(`/proc/${server.pid}`);
  let isReleased = false;
  const start = () => {
    if (isReleased) return;
    const started = spawn(command, args, { uid, gid, stdio: 'ignore' });
    started.once('exit', (code) => {
      if (code === 1) setTimeout(start, 250);
    });
  };
  return {
    start,
    [Symbol.dispose]() {
      isReleased = true;
    },
  };
}
