import { type FoundFault, type KnownEnd, type VerifiedIncident, verifyIncident } from '@trailguard/incidents';
import { ExitCode } from '../exit-code.ts';
import { readInput } from '../read-inputs.ts';
import type { VerifyFlags } from './command.ts';
import { openRecord } from './open-record.ts';

const Schema = 'trailguard.incidents/1';

/** What is said of an incident. */
interface Verdict extends KnownEnd {
  readonly isWhole: boolean;
  readonly isClosed: boolean;
  readonly faults: readonly FoundFault[];
}

/**
 * Proves the whole record, prints what it finds, and answers with the exit code.
 * @throws when the record or the file of known ends cannot be read.
 */
export async function verifyRecord(place: string, { known: file, json }: VerifyFlags): Promise<number> {
  const record = openRecord(place);
  const known = file === undefined ? [] : await readKnown(file);
  const incidents = new Set([...(await record.incidents()), ...known.map(({ incident }) => incident)]);
  const verdicts: Verdict[] = [];
  for (const incident of [...incidents].sort()) {
    const found = await record.read(incident);
    const end = known.find((one) => one.incident === incident);
    verdicts.push(verdictOf(verifyIncident(incident, found, end)));
  }
  process.stdout.write(
    json
      ? `${JSON.stringify({ schema: Schema, place, incidents: verdicts }, null, 2)}\n`
      : described(place, verdicts),
  );
  return verdicts.every(({ isWhole }) => isWhole) ? ExitCode.ok : ExitCode.findings;
}

function verdictOf({ incident, isWhole, isClosed, entries, head, faults }: VerifiedIncident): Verdict {
  return { incident, isWhole, isClosed, entries: entries.length, head: head ?? '', faults };
}

async function readKnown(file: string): Promise<KnownEnd[]> {
  const { text } = await readInput(file);
  try {
    const { schema, incidents } = JSON.parse(text) as { schema?: string; incidents?: KnownEnd[] };
    if (schema === Schema && Array.isArray(incidents)) return incidents;
  } catch {
    // Told below.
  }
  throw new Error(`${file} is not what trailguard incidents verify --json prints`);
}

function described(place: string, verdicts: readonly Verdict[]): string {
  const lines = verdicts.flatMap(({ incident, isWhole, isClosed, entries, faults }) => [
    `${isWhole ? 'whole ' : 'BROKEN'} ${incident}: ${entries} entries, ${isClosed ? 'closed' : 'open'}`,
    ...faults.map(({ fault, key, reason }) => `  ${fault}: ${key}: ${reason}`),
  ]);
  const broken = verdicts.filter(({ isWhole }) => !isWhole).length;
  const open = verdicts.filter(({ isClosed }) => !isClosed).length;
  return [
    ...lines,
    `${place}: ${verdicts.length} incidents, ${broken} broken, ${open} open`,
    'Entries that are missing at the end of an open incident, and whole incidents, are seen against --known alone or in a bucket that keeps versions.',
    '',
  ].join('\n');
}
