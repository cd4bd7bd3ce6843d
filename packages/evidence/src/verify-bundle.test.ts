import { hash } from 'node:crypto';
import fc from 'fast-check';
import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { pack, unpack } from './container.ts';
import { aBundle, chained, parts } from './test/a-bundle.ts';
import { verifyBundle } from './verify-bundle.ts';

const { bytes, manifestSha256 } = aBundle();
const unpacked = () => unpack(bytes);
const encoded = (text: string) => new TextEncoder().encode(text);
const decoded = (content: Uint8Array | undefined) => new TextDecoder().decode(content);
const runs = { seed: 82, numRuns: 300 };

/** A bundle that somebody made anew around a part that they changed. */
function remade(name: string, change: (text: string) => string): readonly string[] {
  const { files } = parts();
  files.set(name, change(files.get(name) ?? ''));
  return verifyBundle(aBundle(files).bytes).faults;
}

describe('a bundle', () => {
  it('is whole as it was made, and the same bytes each time', () => {
    expect(verifyBundle(bytes)).toMatchObject({ isWhole: true, faults: [], manifestSha256 });
    expect(Buffer.compare(bytes, aBundle().bytes)).toBe(0);
  });

  it('is not whole with any byte changed', () => {
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), (at, difference) => {
        const changed = Uint8Array.from(bytes);
        changed[at] = (changed[at] ?? 0) ^ difference;
        expect(verifyBundle(changed).isWhole).toBe(false);
      }),
      { seed: 81, numRuns: 2_000 },
    );
  });

  it('is not whole with any byte removed, doubled or added', () => {
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), fc.uint8Array({ maxLength: 4 }), fc.nat(3), (at, more, cut) => {
        fc.pre(more.length > 0 || cut > 0);
        const changed = Buffer.concat([bytes.subarray(0, at), more, bytes.subarray(at + cut)]);
        fc.pre(Buffer.compare(changed, bytes) !== 0);
        expect(verifyBundle(changed).isWhole).toBe(false);
      }),
      runs,
    );
  });

  it('is not whole with a file removed, added, swapped with another or changed', () => {
    const names = [...unpacked().keys()];
    const name = fc.constantFrom(...names);
    const act = fc.oneof(
      fc.tuple(fc.constant('remove' as const), name, name),
      fc.tuple(fc.constant('swap' as const), name, name),
      fc.tuple(fc.constant('add' as const), name, name),
      fc.tuple(fc.constant('change' as const), name, name),
    );
    fc.assert(
      fc.property(act, ([what, one, other]) => {
        const files = unpacked();
        const content = files.get(one) ?? new Uint8Array();
        if (what === 'remove') files.delete(one);
        if (what === 'add') files.set(`${one}.more`, content);
        if (what === 'change') files.set(one, encoded(`${decoded(content)} `));
        if (what === 'swap') {
          fc.pre(Buffer.compare(content, files.get(other) ?? new Uint8Array()) !== 0);
          files.set(one, files.get(other) ?? new Uint8Array());
          files.set(other, content);
        }
        expect(verifyBundle(pack(files)).isWhole).toBe(false);
      }),
      runs,
    );
  });

  it('is another one to whom the hash of the manifest was told', () => {
    const { files } = parts();
    files.set('findings.jsonl', '');
    const other = aBundle(files).bytes;
    expect(verifyBundle(other).isWhole).toBe(true);
    expect(verifyBundle(other, { manifest: manifestSha256 }).faults).toEqual([
      expect.stringContaining('this is another bundle'),
    ]);
    expect(verifyBundle(bytes, { manifest: manifestSha256 }).isWhole).toBe(true);
  });
});

describe('what a bundle says is held against itself, whoever wrote its manifest:', () => {
  const swapLines = (text: string) => text.split('\n').slice(0, -1).reverse().join('\n').concat('\n');
  const dropFirst = (text: string) => text.slice(text.indexOf('\n') + 1);
  it.each<[string, string, (text: string) => string, RegExp]>([
    [
      'an act is changed',
      'acts.jsonl',
      (text) => text.replace('"done"', '"gone"'),
      /acts.jsonl: record:9 does not/,
    ],
    ['acts are swapped', 'acts.jsonl', swapLines, /acts.jsonl: record:8 has the number/],
    ['an act is removed', 'acts.jsonl', dropFirst, /acts.jsonl: record:8 has the number 9/],
    [
      'a record is changed',
      'records.jsonl',
      (text) => text.replace('hunt-1', 'hunt-9'),
      /records.jsonl: record:2/,
    ],
    ['a record is removed', 'records.jsonl', dropFirst, /records.jsonl: record:1 has the number 2/],
    [
      'a job ended otherwise',
      'jobs.jsonl',
      (text) => text.replace('APPLY_FAILED', 'INTERNAL'),
      /has APPLY_FAILED/,
    ],
    ['a job is removed', 'jobs.jsonl', dropFirst, /has no job a/],
    ['a job is no JSON', 'jobs.jsonl', () => '{', /jobs.jsonl cannot be read/],
    [
      'a fault of the logs is left out of the sum',
      'verifications.jsonl',
      (text) => text.replace('"missing":1', '"missing":0'),
      /job c sums up something else/,
    ],
    [
      'an entry of an incident is changed',
      'incidents/i-1/000001.json',
      (text) => text.replace('null', 'null '),
      /000002.json does not follow/,
    ],
    [
      'an entry of an incident is of another one',
      'incidents/i-1/000002.json',
      (text) => text.replace('i-1', 'i-2'),
      /000002.json is an entry of another place/,
    ],
  ])('%s', (_what, name, change, fault) => {
    expect(remade(name, change).join('\n')).toMatch(fault);
  });

  it('an end that was cut off, to whom it was told before', () => {
    const { files, acts, records } = parts();
    const known = { actsHead: hash('sha256', acts[2] ?? ''), recordsHead: hash('sha256', records[1] ?? '') };
    expect(verifyBundle(bytes, known).isWhole).toBe(true);
    files.set('acts.jsonl', `${acts.slice(0, 2).join('\n')}\n`);
    files.set('records.jsonl', `${records[0]}\n`);
    const { faults } = verifyBundle(aBundle(files).bytes, known);
    expect(faults.filter((fault) => fault.includes('its end was cut off'))).toHaveLength(2);
  });

  it('acts of another record, with a chain of their own', () => {
    const others = chained([{ at: '2026-03-01T10:01:00.000Z', act: 'vendAccount' }]);
    expect(remade('acts.jsonl', () => `${others[0]}\n`).join('\n')).toContain('record:8 has the number 1');
  });
});

describe('a file that plays tricks is refused before anything of it is believed:', () => {
  const zip = (files: Record<string, Uint8Array>, level: 0 | 9 = 0) =>
    zipSync(files, { level, mtime: new Date(1980, 0, 1) });
  const faultOf = (file: Uint8Array) => verifyBundle(file).faults.join('\n');

  it.each(['../evil.json', '/etc/passwd', 'a\\b', 'C:evil', 'a//b', '.hidden', 'a/../b', ''])(
    'the name %j',
    (name) => {
      expect(faultOf(zip({ [name]: encoded('x') }))).toMatch(/names another place|not written as bundles/);
    },
  );

  it('one that is compressed, as a bomb is', () => {
    const bomb = zip({ 'findings.jsonl': new Uint8Array(64 * 2 ** 20) }, 9);
    expect(bomb.length).toBeLessThan(2 ** 20);
    expect(faultOf(bomb)).toContain('"findings.jsonl" is compressed');
  });

  it('one that has a file twice, or one file under two names', () => {
    // Both names become one, in each header and in the directory at the end; they are of one length.
    const doubled = Buffer.from(bytes);
    for (let at = doubled.indexOf('states.jsonl'); at >= 0; at = doubled.indexOf('states.jsonl', at + 1))
      doubled.write('audits.jsonl', at);
    expect(faultOf(doubled)).toContain('added, changed, doubled or moved');
    const twice = zip({ 'aa.json': encoded('1'), 'bb.json': encoded('2') });
    const shared = Buffer.from(twice);
    const directory = shared.indexOf('PK\x01\x02');
    const second = shared.indexOf('PK\x01\x02', directory + 1);
    shared.copy(shared, second + 42, directory + 42, directory + 46);
    expect(faultOf(shared)).not.toBe('');
  });

  it('any bytes at all', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (any) => {
        expect(verifyBundle(any).isWhole).toBe(false);
      }),
      runs,
    );
  });
});
