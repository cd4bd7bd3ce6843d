import { readdir, readFile } from 'node:fs/promises';

/** A process of this machine. */
export interface FoundProcess {
  readonly pid: number;
  readonly parent: number;
  /** Its command line, arguments separated by blanks. */
  readonly command: string;
}

/** What a service in sandbox mode is made of, as its processes' command lines tell. */
const parts = {
  service: /\/api\/src\/server\.ts/,
  job: /\/api\/src\/jobs\/run\.ts [0-9a-f-]{36}/,
  provider: /\/sandbox\/provider\/dist\/main\.js/,
  policyPack: /\/late-packages\.ts .*\/policy-pack$/,
  database: /\/bin\/postgres -D /,
} as const;
export type Part = keyof typeof parts;

/**
 * The processes that belong to a service's folder: those that name it in their command line or environment,
 * and all that they started. Read from `/proc`, so for Linux.
 */
export async function processesOf(folder: string): Promise<FoundProcess[]> {
  const all: (FoundProcess & { readonly isNamed: boolean })[] = [];
  for (const entry of await readdir('/proc')) {
    const pid = Number(entry);
    if (!Number.isInteger(pid) || pid === process.pid) continue;
    try {
      const command = (await readFile(`/proc/${pid}/cmdline`, 'utf8')).replaceAll('\0', ' ').trim();
      const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
      // A zombie has ended; it only waits to be read by its parent.
      const [state, parent] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      if (state === 'Z' || command === '') continue;
      const environment = await readFile(`/proc/${pid}/environ`, 'utf8').catch(() => '');
      const isNamed = command.includes(folder) || environment.includes(folder);
      all.push({ pid, parent: Number(parent), command, isNamed });
    } catch {
      // It ended while it was looked at.
    }
  }
  const named = new Set(all.filter(({ isNamed }) => isNamed).map(({ pid }) => pid));
  for (let before = -1; before !== named.size; ) {
    before = named.size;
    for (const { pid, parent } of all) if (named.has(parent)) named.add(pid);
  }
  return all
    .filter(({ pid }) => named.has(pid))
    .map(({ pid, parent, command }) => ({ pid, parent, command }));
}

/** Whether a command line is that of a part of a service. */
export const isPart = (command: string, part: Part): boolean => parts[part].test(command);

/** The processes of one part of a service. */
export async function partOf(folder: string, part: Part): Promise<FoundProcess[]> {
  return (await processesOf(folder)).filter(({ command }) => isPart(command, part));
}

/**
 * Ends the processes of a part with SIGKILL, which none of them can notice or delay.
 * @throws Error when there is none: a test that kills nothing shows nothing.
 */
export async function killPart(folder: string, part: Part): Promise<void> {
  const found = await partOf(folder, part);
  if (found.length === 0) throw new Error(`no process of the ${part} is there to be killed`);
  for (const { pid } of found) process.kill(pid, 'SIGKILL');
}
