import type { EvidenceRecord } from '@trailguard/controls';
import { parseRecords } from '@trailguard/controls/records';

/**
 * What people of a compliant organization wrote down on a day: every review, test and search that a control asks for.
 * @param day `2026-11-21`
 */
export function evidenceOf(day: string): readonly EvidenceRecord[] {
  const said: Readonly<Record<string, object>> = {
    'alert-test': {},
    'drift-check': {},
    'feature-review': {},
    'findings-review': { counts: { high: 0, medium: 0, low: 0 } },
    'log-query-test': {},
    'log-validation': {},
    'threat-hunt': { covers: ['enumeration', 'privilege-escalation', 'model-abuse'] },
    'trail-review': { covers: ['trails', 'selectors', 'bucket', 'key', 'exceptions', 'break-glass'] },
  };
  const records = Object.entries(said).map(([kind, more]) => ({
    id: kind,
    kind,
    at: day,
    by: ['alice@example.com'],
    signedOffBy: 'bob@example.com',
    outcome: 'passed',
    reference: `https://tickets.example.com/${kind}`,
    ...more,
  }));
  return parseRecords([{ file: 'trailguard.records.yaml', text: JSON.stringify({ records }) }]);
}
