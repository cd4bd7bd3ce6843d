import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readListingPage } from './listing-page.ts';

const escaped = (text: string) => text.replaceAll(/[&<>"']/g, (sign) => `&#${sign.codePointAt(0)};`);
const named = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/** A page as S3 writes it. */
function page(keys: readonly string[], next: string | null, write = named): string {
  const contents = keys.map(
    (key) =>
      `<Contents><Key>${write(key)}</Key><LastModified>2026-03-01T00:00:00.000Z</LastModified><ETag>&quot;ab&quot;</ETag><Size>1</Size></Contents>`,
  );
  const token = next === null ? '' : `<NextContinuationToken>${write(next)}</NextContinuationToken>`;
  return `<?xml version="1.0" encoding="UTF-8"?>\n<ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Name>logs</Name><Prefix></Prefix>${token}<KeyCount>${keys.length}</KeyCount><MaxKeys>1000</MaxKeys><IsTruncated>${next !== null}</IsTruncated>${contents.join('')}</ListBucketResult>`;
}

const key = fc.string({
  unit: fc.constantFrom('a', 'ü', '/', '&', '<', '>', '"', "'", ';', 'amp;', ' ', '%20'),
});

describe('a page of a listing', () => {
  it('has all its keys, whatever signs they have, and what the next one is asked by', () => {
    fc.assert(
      fc.property(fc.array(key, { maxLength: 20 }), fc.option(key), (keys, next) => {
        const token = next === '' ? 'token' : next;
        expect(readListingPage(page(keys, token))).toEqual({ keys, next: token });
      }),
      { seed: 31, numRuns: 300 },
    );
  });

  it('is left to the SDK when a key is written in another way', () => {
    expect(readListingPage(page(['plain'], null, escaped))).toEqual({ keys: ['plain'], next: null });
    expect(readListingPage(page(['a&b'], null, escaped))).toBe(null);
    expect(readListingPage(page([], 'a&b', escaped))).toBe(null);
  });

  it.each([
    ['is cut off', (text: string) => text.slice(0, -5)],
    ['has lost a key', (text: string) => text.replace('<Key>b</Key>', '')],
    ['has a key of elements', (text: string) => text.replace('<Key>b</Key>', '<Key><b/></Key>')],
    ['does not count', (text: string) => text.replace('<KeyCount>2</KeyCount>', '')],
    [
      'counts twice',
      (text: string) => text.replace('<KeyCount>2</KeyCount>', '<KeyCount>2</KeyCount>'.repeat(2)),
    ],
    [
      'does not say whether it is the last',
      (text: string) => text.replace('IsTruncated>true', 'IsTruncated>maybe'),
    ],
    [
      'names no next one',
      (text: string) => text.replace(/<NextContinuationToken>.*<\/NextContinuationToken>/, ''),
    ],
    [
      'has declarations',
      (text: string) => text.replace('<ListBucketResult', '<!DOCTYPE x><ListBucketResult'),
    ],
    ['is an error', () => '<Error><Code>AccessDenied</Code></Error>'],
    ['is nothing', () => ''],
  ])('is left to the SDK when it %s', (_case, change) => {
    expect(readListingPage(page(['a', 'b'], 'c'))).toEqual({ keys: ['a', 'b'], next: 'c' });
    expect(readListingPage(change(page(['a', 'b'], 'c')))).toBe(null);
  });

  it('of any content is read or left to the SDK', () => {
    const text = fc.string({
      unit: fc.constantFrom('<Key>', '</Key>', '&', ';', '<', 'a', '</ListBucketResult>'),
    });
    fc.assert(
      fc.property(text, (some) => {
        const read = readListingPage(page(['a'], null).replace('<Prefix></Prefix>', some));
        if (read !== null) expect(read.keys).toHaveLength(1);
      }),
      { seed: 32, numRuns: 300 },
    );
  });
});
