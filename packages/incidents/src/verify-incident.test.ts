import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { appendEntry } from './append-entry.ts';
import { canonicalJson } from './canonical-json.ts';
import { type EntryContent, entryText, hashOfText, parseEntry } from './entry.ts';
import { entryKey } from './places.ts';
import { MemoryRecord } from './testing/memory-record.ts';
import { type FoundEntry, verifyIncident } from './verify-incident.ts';

const incident = '111111111111-us-east-1-0a';
const by = 'arn:aws:iam::333333333333:role/responder';

/** A record of a finding and so many notes. */
async function recordOf(notes: readonly string[]): Promise<FoundEntry[]> {
  const store = new MemoryRecord();
  const contents: EntryContent[] = [
    { kind: 'finding', event: 'event-1', finding: { id: '0a', severity: 8 } },
    ...notes.map((text) => ({ kind: 'note' as const, text })),
  ];
  for (const content of contents) {
    store.advance(1000);
    await appendEntry(store, incident, by, () => content);
  }
  return [...(await store.read(incident))];
}
const faultsOf = (found: readonly FoundEntry[], known?: Parameters<typeof verifyIncident>[2]) =>
  verifyIncident(incident, found, known).faults.map(({ fault }) => fault);
const notes = fc.array(fc.string({ minLength: 1, maxLength: 20 }), { minLength: 1, maxLength: 5 });
const runs = { seed: 7, numRuns: 60 };

describe('the record of an incident', () => {
  it('is whole as it was written, in whatever order it is found', async () => {
    await fc.assert(
      fc.asyncProperty(notes, async (texts) => {
        const found = await recordOf(texts);
        const verified = verifyIncident(incident, found.toReversed());
        expect(verified).toMatchObject({ isWhole: true, isClosed: false, faults: [] });
        expect(verified.head).toBe(hashOfText(found.at(-1)?.text ?? ''));
      }),
      runs,
    );
  });

  it('shows every change of one character of an entry', async () => {
    await fc.assert(
      fc.asyncProperty(notes, fc.nat(), fc.nat(), async (texts, which, where) => {
        const found = await recordOf(texts);
        // The last entry has no follower that holds its hash; its end must be known.
        const end = { incident, entries: found.length, head: hashOfText(found.at(-1)?.text ?? '') };
        const at = which % found.length;
        const { key, text } = found[at] as FoundEntry;
        const place = where % text.length;
        const other = text[place] === 'x' ? 'y' : 'x';
        found[at] = { key, text: text.slice(0, place) + other + text.slice(place + 1) };
        expect(faultsOf(found, end)).not.toEqual([]);
      }),
      runs,
    );
  });

  it('shows every entry that is taken out, and one at the end where the end is known', async () => {
    await fc.assert(
      fc.asyncProperty(notes, fc.nat(), async (texts, which) => {
        const found = await recordOf(texts);
        const end = { incident, entries: found.length, head: hashOfText(found.at(-1)?.text ?? '') };
        found.splice(which % found.length, 1);
        expect(faultsOf(found, end)).toContain('missing');
      }),
      runs,
    );
  });

  it('shows entries that changed places, with their names or within themselves', async () => {
    await fc.assert(
      fc.asyncProperty(notes, fc.boolean(), async (texts, isRewritten) => {
        const found = await recordOf(texts);
        const [first, second] = found as [FoundEntry, FoundEntry];
        const as = (text: string, sequence: number) =>
          isRewritten ? entryText({ ...parseEntry(text), sequence }) : text;
        const swapped = [
          { key: first.key, text: as(second.text, 1) },
          { key: second.key, text: as(first.text, 2) },
          ...found.slice(2),
        ];
        expect(faultsOf(swapped)).not.toEqual([]);
      }),
      runs,
    );
  });

  it('shows an entry that was forged into the middle or another end than was known', async () => {
    const found = await recordOf(['one', 'two']);
    const forged = (sequence: number, previous: string) =>
      entryText({
        schema: 'trailguard.incident/1',
        incident,
        sequence,
        previous,
        at: '2026-01-01T00:00:09.000Z',
        by,
        content: { kind: 'note', text: 'nothing to see' },
      });
    const hashes = found.map(({ text }) => hashOfText(text));
    const middle = found.with(1, { key: entryKey(incident, 2), text: forged(2, hashes[0] ?? '') });
    expect(faultsOf(middle)).toEqual(['changed']);
    const end = found.with(2, { key: entryKey(incident, 3), text: forged(3, hashes[1] ?? '') });
    expect(faultsOf(end)).toEqual([]);
    expect(faultsOf(end, { incident, entries: 3, head: hashes[2] ?? '' })).toEqual(['forked']);
  });

  it('shows a place that was written over, a file of another kind and an entry of another incident', async () => {
    const found = await recordOf(['one']);
    expect(faultsOf(found.with(1, { ...(found[1] as FoundEntry), versions: 2 }))).toEqual(['forked']);
    expect(faultsOf([...found, { key: `incidents/${incident}/2.json`, text: '{}' }])).toEqual(['foreign']);
    const { text } = found[0] as FoundEntry;
    expect(verifyIncident('other', [{ key: entryKey('other', 1), text }]).faults).toMatchObject([
      { fault: 'moved', reason: `it is entry 1 of ${incident}` },
    ]);
  });

  it('is not whole without any entry, or without its finding', async () => {
    const [, note] = await recordOf(['one']);
    expect(verifyIncident(incident, []).isWhole).toBe(false);
    expect(faultsOf([note as FoundEntry])).toEqual(['missing']);
    const store = new MemoryRecord();
    await appendEntry(store, incident, by, () => ({ kind: 'note', text: 'first' }));
    expect(faultsOf(await store.read(incident))).toEqual(['changed']);
  });
});

describe('an entry', () => {
  const content: EntryContent = { kind: 'note', text: 'x' };

  it('takes the next place when another writer was first', async () => {
    const store = new MemoryRecord();
    await appendEntry(store, incident, by, () => ({ kind: 'finding', event: 'e', finding: {} }));
    store.beforeWrite = () => {
      store.beforeWrite = () => {};
      const [first] = store.objects.values();
      const text = entryText({
        ...parseEntry(first ?? ''),
        sequence: 2,
        previous: hashOfText(first ?? ''),
        content: { kind: 'note', text: 'the other was first' },
      });
      store.objects.set(entryKey(incident, 2), text);
    };
    const record = await appendEntry(store, incident, by, () => content);
    expect(record.isWhole).toBe(true);
    expect(record.entries.map((entry) => entry.content.kind)).toEqual(['finding', 'note', 'note']);
  });

  it('gives up when others always come first', async () => {
    const store = new MemoryRecord();
    store.writeOnce = async () => undefined;
    await expect(appendEntry(store, incident, by, () => content)).rejects.toThrow(
      'took the next place 10 times',
    );
  });

  it('is not added to a record that was tampered with, nor to a closed one', async () => {
    const store = new MemoryRecord();
    await appendEntry(store, incident, by, () => ({ kind: 'finding', event: 'e', finding: {} }));
    await appendEntry(store, incident, by, () => ({ kind: 'closure', summary: 'false alarm', actions: [] }));
    await expect(appendEntry(store, incident, by, () => content)).rejects.toThrow('is closed');
    store.objects.set(entryKey(incident, 1), '{}');
    await expect(appendEntry(store, incident, by, () => content)).rejects.toThrow(
      `incidents/${incident}/000001.json: it is no entry`,
    );
  });
});

describe('canonicalJson', () => {
  it('gives one text whatever the order of members, which reads as what was given', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
        const reversed = Object.fromEntries(Object.entries(value).toReversed());
        expect(canonicalJson(reversed)).toBe(canonicalJson(value));
        expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
      runs,
    );
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY, undefined, () => 1])('refuses %s', (value) => {
    expect(() => canonicalJson([value])).toThrow(TypeError);
  });
});
