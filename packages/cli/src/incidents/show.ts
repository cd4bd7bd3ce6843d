import {
  type IncidentEntry,
  type RecordReader,
  type VerifiedIncident,
  verifyIncident,
} from '@trailguard/incidents';
import { ExitCode } from '../exit-code.ts';
import { openRecord } from './open-record.ts';

/**
 * Prints the record or one incident of it, and answers with the exit code: 1 where what is shown is not whole.
 * @throws when the record cannot be read or has no such incident.
 */
export async function showRecord(
  place: string,
  incident: string | undefined,
  { json }: { readonly json?: boolean },
): Promise<number> {
  const record = openRecord(place);
  const found = await read(record, incident);
  if (json) {
    const told = found.map(({ incident: id, isWhole, entries }) => ({ incident: id, isWhole, entries }));
    process.stdout.write(`${JSON.stringify(told, null, 2)}\n`);
  } else {
    const lines = incident === undefined ? found.map(inALine) : found.flatMap(whole);
    process.stdout.write(lines.map((line) => `${line}\n`).join(''));
  }
  return found.every(({ isWhole }) => isWhole) ? ExitCode.ok : ExitCode.findings;
}

async function read(record: RecordReader, incident: string | undefined): Promise<VerifiedIncident[]> {
  const known = await record.incidents();
  if (incident !== undefined && !known.includes(incident)) {
    throw new Error(
      `${record.name} has no incident ${incident}; trailguard incidents show ${record.name} lists them`,
    );
  }
  const found: VerifiedIncident[] = [];
  for (const id of incident === undefined ? known : [incident]) {
    found.push(verifyIncident(id, await record.read(id)));
  }
  return found;
}

function inALine({ incident, entries, isWhole }: VerifiedIncident): string {
  const [first] = entries;
  const type = first?.content.kind === 'finding' ? String(first.content.finding.type ?? '') : '';
  const last = entries.at(-1);
  const state = isWhole ? '' : ' (the record is not whole)';
  return `${first?.at ?? ''} ${incident} ${type}: ${last === undefined ? '' : said(last)}${state}`;
}

function whole({ entries, faults }: VerifiedIncident): string[] {
  return [
    ...entries.map((entry) => `${entry.sequence} ${entry.at} ${entry.by}\n  ${said(entry)}`),
    ...faults.map(({ fault, key, reason }) => `${fault}: ${key}: ${reason}`),
  ];
}

/** What an entry says, in a line. */
function said({ content }: IncidentEntry): string {
  switch (content.kind) {
    case 'finding':
      return `finding ${String(content.finding.type ?? '')}, severity ${String(content.finding.severity ?? '')}`;
    case 'no-action':
      return `nothing is done: ${content.reason}`;
    case 'plan':
      return `plan ${content.action}: ${content.summary}${
        content.approvalUntil === null ? '' : `; waits for an approval until ${content.approvalUntil}`
      }${content.isDryRun ? ' (dry run)' : ''}`;
    case 'approval':
      return `approved by ${content.approver.arn}: ${content.reason}`;
    case 'refusal':
      return `refused what ${content.principalId} wrote: ${content.reason}`;
    case 'before':
      return `before: ${JSON.stringify(content.state)}`;
    case 'result':
      return `${content.outcome}: ${content.text}${content.undo === null ? '' : `; taken back by: ${content.undo}`}`;
    case 'note':
      return `note: ${content.text}`;
    case 'closure':
      return `closed: ${content.summary}${content.actions.map((action) => `; ${action}`).join('')}`;
  }
}
