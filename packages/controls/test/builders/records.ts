import type { EvidenceRecord, RecordKind } from '../../src/model/records.ts';

/** What a record of a kind covers when it covers all that is asked of it. */
const whole: Partial<Record<RecordKind, readonly string[]>> = {
  'trail-review': ['trails', 'selectors', 'bucket', 'key', 'exceptions', 'break-glass'],
  'threat-hunt': ['enumeration', 'privilege-escalation', 'model-abuse'],
};

/** A signed record of two days ago (of today, for what is checked daily) about the whole organization, with all that a control may ask of its kind. */
export function aRecord(differing: Partial<EvidenceRecord> = {}): EvidenceRecord {
  const { kind = 'trail-review' } = differing;
  return {
    id: `${kind}-1`,
    kind,
    at: kind === 'drift-check' ? '2026-06-15T09:00:00.000Z' : '2026-06-13T12:00:00.000Z',
    by: ['alice@example.com'],
    signedOffBy: 'bob@example.com',
    outcome: 'passed',
    scope: [],
    covers: whole[kind] ?? [],
    counts: kind === 'findings-review' ? { high: 0, medium: 0, low: 0 } : {},
    actions: [],
    reference: `https://tickets.example.com/${kind}`,
    nextDue: null,
    observation: { position: 'trailguard.records.yaml:2' },
    ...differing,
  };
}
