import { hash } from 'node:crypto';
import { IncidentName } from './manifest.ts';

/** What is wrong with the entries of incidents: each holds the hash of the file of the entry before it. */
export function faultsOfIncidents(files: ReadonlyMap<string, Uint8Array>): string[] {
  const faults: string[] = [];
  const ends = new Map<string, { sequence: number; sha256: string }>();
  for (const name of [...files.keys()].sort()) {
    const [, incident = '', number = ''] = IncidentName.exec(name) ?? [];
    if (incident === '') continue;
    const content = files.get(name) ?? new Uint8Array();
    const before = ends.get(incident) ?? { sequence: 0, sha256: null };
    const sequence = Number(number);
    const said = parsed(content);
    if (sequence !== before.sequence + 1)
      faults.push(`incidents/${incident}: entry ${before.sequence + 1} is missing`);
    else if (said?.incident !== incident || said.sequence !== sequence)
      faults.push(`${name} is an entry of another place`);
    else if (said.previous !== before.sha256)
      faults.push(`${name} does not follow the entry before it: one of the two was changed`);
    ends.set(incident, { sequence, sha256: hash('sha256', content) });
  }
  return faults;
}

function parsed(content: Uint8Array): Record<string, unknown> | null {
  try {
    return JSON.parse(new TextDecoder().decode(content)) as Record<string, unknown> | null;
  } catch {
    return null;
  }
}
