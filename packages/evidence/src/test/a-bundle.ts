import { hash } from 'node:crypto';
import { type Bundle, makeBundle } from '../make-bundle.ts';
import type { Manifest } from '../manifest.ts';

/** Lines as the database writes them. */
export function chained(said: readonly object[], after: Manifest['actsAfter'] = { sequence: 0, hash: null }) {
  let { hash: previous, sequence } = after;
  return said.map((one) => {
    sequence += 1;
    const line = JSON.stringify({ previous, sequence, ...one });
    previous = hash('sha256', line);
    return line;
  });
}

const text = (lines: readonly string[]) => lines.map((line) => `${line}\n`).join('');
const at = (minute: number) => new Date(Date.parse('2026-03-01T10:00:00Z') + minute * 60_000).toISOString();
const actsAfter = { sequence: 7, hash: hash('sha256', 'the act before') };

/** What a bundle holds, each part as it should be. */
export function parts() {
  const acts = chained(
    [
      { at: at(1), act: 'vendAccount', on: { job: 'a' }, outcome: 'done' },
      { at: at(5), act: 'endJob', on: { job: 'a' }, outcome: 'succeeded' },
      { at: at(9), act: 'endJob', on: { job: 'b' }, outcome: 'APPLY_FAILED' },
    ],
    actsAfter,
  );
  const records = chained([{ record: { id: 'threat-hunt-1' } }, { record: { id: 'threat-hunt-2' } }]);
  const report = {
    hours: { proven: 2, missing: 1 },
    faultCount: 1,
    places: [{ hours: ['proven', 'missing', 'proven'], faultCount: 1 }],
  };
  const first = JSON.stringify({ incident: 'i-1', sequence: 1, previous: null });
  const files = new Map([
    ['acts.jsonl', text(acts)],
    ['audits.jsonl', text(['{"id":"audit"}'])],
    ['exceptions.json', '{"exceptions":[]}\n'],
    ['findings.jsonl', text(['{"control":"CT-01"}'])],
    [
      'jobs.jsonl',
      text([
        JSON.stringify({ id: 'a', state: 'succeeded', error: null, endedAt: at(5) }),
        JSON.stringify({ id: 'b', state: 'failed', error: { code: 'APPLY_FAILED' }, endedAt: at(9) }),
      ]),
    ],
    ['records.jsonl', text(records)],
    ['states.jsonl', ''],
    ['verifications.jsonl', text([JSON.stringify({ job: 'c', report })])],
    ['incidents/i-1/000001.json', first],
    [
      'incidents/i-1/000002.json',
      JSON.stringify({ incident: 'i-1', sequence: 2, previous: hash('sha256', first) }),
    ],
  ]);
  return { files, acts, records };
}

/** A bundle, whole unless told otherwise. */
export function aBundle(files = parts().files): Bundle {
  const heads = { acts: headOf(files.get('acts.jsonl')), records: headOf(files.get('records.jsonl')) };
  return makeBundle(files, {
    ...{ organizationId: 'o-abcdefghij', from: at(0), to: at(60), madeAt: at(61), missing: [] },
    ...{ actsAfter, heads },
  });
}

function headOf(lines = ''): string | null {
  const last = lines.trimEnd().split('\n').at(-1) ?? '';
  return last === '' ? null : hash('sha256', last);
}
