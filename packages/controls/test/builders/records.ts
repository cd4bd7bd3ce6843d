import type { EvidenceRecord } from '../../src/model/records.ts';

/** A signed record of two days ago about the whole organization, with all that a control may ask of its kind. */
export function aRecord(differing: Partial<EvidenceRecord> = {}): EvidenceRecord {
  const { kind = 'trail-review' } = differing;
  return {
    id: `${kind}-1`,
    kind,
    at: '2026-06-13T12:00:00.000Z',
    by: ['alice@example.com'],
    signedOffBy: 'bob@example.com',
    outcome: 'passed',
    scope: [],
    covers: [],
    counts: {},
    actions: [],
    reference: `https://tickets.example.com/${kind}`,
    nextDue: null,
    observation: { position: 'trailguard.records.yaml:2' },
    ...differing,
  };
}
