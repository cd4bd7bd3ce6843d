import { type IncidentEntry, verifyIncident } from '@trailguard/incidents';
import { ExitCode } from '../exit-code.ts';
import { openRecord } from './open-record.ts';

/**
 * Prints each closed incident as a record of kind `incident`, and answers with the exit code: 1 where an incident is not whole,
 * which is no evidence and is left out.
 */
export async function printRecords(place: string): Promise<number> {
  const record = openRecord(place);
  const records: object[] = [];
  let isWhole = true;
  for (const incident of await record.incidents()) {
    const verified = verifyIncident(incident, await record.read(incident));
    if (!verified.isWhole) {
      isWhole = false;
      process.stderr.write(
        `${incident} is not whole and left out; trailguard incidents verify ${place} tells why\n`,
      );
    } else if (verified.isClosed) records.push(recordOf(incident, verified.entries, place));
  }
  // JSON is YAML, so that it may stand in either kind of file.
  process.stdout.write(`${JSON.stringify({ records }, null, 2)}\n`);
  return isWhole ? ExitCode.ok : ExitCode.findings;
}

/** https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_finding-format.html: a finding's id is in its ARN, too. */
function recordOf(incident: string, entries: readonly IncidentEntry[], place: string): object {
  const contents = entries.map(({ content }) => content);
  const finding = contents.find((content) => content.kind === 'finding')?.finding ?? {};
  const closure = contents.find((content) => content.kind === 'closure');
  const done = contents.flatMap((content) =>
    content.kind === 'result' && content.outcome === 'done' ? [content.text] : [],
  );
  const last = entries.at(-1);
  return {
    id: `incident-${incident}`.slice(0, 128),
    kind: 'incident',
    at: last?.at,
    by: [...new Set(entries.map(({ by }) => by))],
    signedOffBy: last?.by,
    outcome: 'passed',
    scope: [finding.id, finding.arn].filter((id) => typeof id === 'string'),
    actions: [...done, ...(closure?.actions ?? []), ...(closure === undefined ? [] : [closure.summary])],
    reference: `${place}/incidents/${incident}`,
  };
}
