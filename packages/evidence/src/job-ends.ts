import type { Manifest } from './manifest.ts';

interface Job {
  readonly id: string;
  readonly state: string;
  readonly error: { readonly code: string } | null;
  readonly endedAt: string | null;
}

/** Holds the jobs against the record of acts, in which the database itself wrote how each one ended. */
export function jobFaults(
  jobs: readonly string[],
  acts: readonly string[],
  { to }: Pick<Manifest, 'to'>,
): string[] {
  const ends = new Map<string, string>();
  let first: string | undefined;
  for (const line of acts) {
    const { act, on, outcome, at } = JSON.parse(line);
    first ??= String(at);
    if (act === 'endJob') ends.set(String(on?.job), String(outcome));
  }
  const faults: string[] = [];
  const known = new Set<string>();
  for (const line of jobs) {
    const { id, state, error, endedAt } = JSON.parse(line) as Job;
    if (known.has(id)) faults.push(`jobs.jsonl has job ${id} twice`);
    known.add(id);
    const end = ends.get(id);
    ends.delete(id);
    const said = error?.code ?? state;
    if (end !== undefined && end !== said)
      faults.push(`job ${id} is said to have ended as ${said}, and the record of acts has ${end}`);
    // A job that ends has its act in the same transaction, a moment apart by the clock.
    const isInTime =
      endedAt !== null && first !== undefined && endedAt > after(first) && endedAt < before(to);
    if (isInTime && end === undefined) faults.push(`the record of acts has no end of job ${id}`);
  }
  for (const id of ends.keys())
    faults.push(`jobs.jsonl has no job ${id}, which the record of acts has ended`);
  return faults;
}

const minute = 60_000;
const after = (time: string) => new Date(Date.parse(time) + minute).toISOString();
const before = (time: string) => new Date(Date.parse(time) - minute).toISOString();
