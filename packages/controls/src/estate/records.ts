import type { Estate } from '../model/estate.ts';
import type { EvidenceRecord, RecordKind } from '../model/records.ts';
import { isUnknown, unknownBecause } from '../model/fact.ts';
import type { Evidence, Verdict } from '../model/verdict.ts';
import { coversPattern } from '../policy/wildcard.ts';
import { fail, pass, unknown } from '../verdicts.ts';

const day = 86_400_000;

/** What a record must be, so that it is evidence. */
export interface WantedRecord {
  readonly kind: RecordKind;
  /** Days after which it is too old. */
  readonly days: number;
  /** What it is, for a reader: `a review of the trails`. */
  readonly what: string;
  /** What it must speak of; the whole organization when left out. */
  readonly scope?: string;
  /** What it must cover to be looked at at all, such as one pattern of attack. */
  readonly about?: string;
  /** Further demands; the reason why a record is none, or `undefined`. */
  readonly objection?: (record: EvidenceRecord) => string | undefined;
}

/**
 * Judges whether the latest record of a kind is evidence: not too old, not past its due date, and passed. An older one
 * that passed does not make up for a later one that failed. Records that were not read leave it unknown.
 */
export function hasRecord(estate: Estate, wanted: WantedRecord): Verdict {
  const { asOf } = estate;
  if (asOf === null)
    return unknown(
      `whether there is ${wanted.what} is not known`,
      unknownBecause('not-read', 'no time is known'),
    );
  const [latest] = recordsOf(estate, wanted.kind)
    .filter((record) => Date.parse(record.at) <= Date.parse(asOf))
    .filter((record) => speaksOf(record, wanted.scope))
    .filter(({ covers }) => wanted.about === undefined || covers.includes(wanted.about))
    .sort((a, b) => Date.parse(b.at) - Date.parse(a.at));
  const about = wanted.scope === undefined ? '' : ` for ${wanted.scope}`;
  if (latest === undefined) {
    return isUnknown(estate.records.complete)
      ? unknown(`whether there is ${wanted.what}${about} is not known`, estate.records.complete)
      : fail(`there is no record of ${wanted.what}${about}`);
  }
  const objection = tooOld(latest, asOf, wanted) ?? failed(latest) ?? wanted.objection?.(latest);
  return objection === undefined
    ? pass(recordEvidence(latest))
    : fail(`${wanted.what}${about}: ${objection}`, recordEvidence(latest));
}

/** All records of a kind, whatever their outcome and age. */
export function recordsOf(estate: Estate, kind: RecordKind): readonly EvidenceRecord[] {
  return estate.records.items.filter((record) => record.kind === kind);
}

/**
 * Tells whether a record speaks of an account, a Region of it, an ARN, a stack or a finding; of the whole
 * organization when none is named.
 */
export function speaksOf({ scope }: EvidenceRecord, subject = '*'): boolean {
  return scope.length === 0 || scope.some((pattern) => coversPattern(pattern, subject));
}

/** A record as evidence, with the place where it is written. */
export function recordEvidence({
  id,
  kind,
  at,
  by,
  outcome,
  reference,
  observation,
}: EvidenceRecord): Evidence {
  const resource = observation.position === undefined ? id : `${id} (${observation.position})`;
  return { field: 'record', value: { kind, at, by, outcome, reference }, resource };
}

function tooOld(
  { id, at, nextDue }: EvidenceRecord,
  asOf: string,
  { days }: WantedRecord,
): string | undefined {
  const now = Date.parse(asOf);
  if (now - Date.parse(at) > days * day) return `the record ${id} of ${at} is older than ${days} days`;
  return nextDue !== null && now > Date.parse(nextDue)
    ? `the record ${id} was due again by ${nextDue}`
    : undefined;
}

function failed({ id, outcome }: EvidenceRecord): string | undefined {
  return outcome === 'failed' ? `the record ${id} says that it failed` : undefined;
}
