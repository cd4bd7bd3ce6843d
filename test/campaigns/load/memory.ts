import { readFile } from 'node:fs/promises';

/** Memory of a process that is in use now and was at most, MiB. Read from `/proc`, so for Linux. */
export async function memoryOf(pid: number): Promise<{ now: number; peak: number }> {
  const text = await readFile(`/proc/${pid}/status`, 'utf8');
  const kibibytes = (name: string) => Number(new RegExp(`^${name}:\\s+(\\d+) kB$`, 'm').exec(text)?.[1]);
  return { now: Math.round(kibibytes('VmRSS') / 1024), peak: Math.round(kibibytes('VmHWM') / 1024) };
}
