/** A page of what a bucket holds. */
export interface ListingPage {
  readonly keys: readonly string[];
  /** What the next page is asked by; `null` on the last one. */
  readonly next: string | null;
}

/**
 * Reads the keys of an answer to ListObjectsV2. The SDK makes objects of all that a page says, which takes longer than to verify a
 * good part of the files that it names.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectsV2.html
 *
 * @returns `null` when it is not as S3 writes it: nothing is guessed.
 */
export function readListingPage(text: string): ListingPage | null {
  if (!text.trimEnd().endsWith('</ListBucketResult>') || text.includes('<!')) return null;
  const keys: string[] = [];
  for (const [, key = ''] of text.matchAll(/<Key>([^<]*)<\/Key>/g)) {
    const plain = withoutEntities(key);
    if (plain === null) return null;
    keys.push(plain);
  }
  if (only(text, 'KeyCount') !== String(keys.length)) return null;
  const isTruncated = only(text, 'IsTruncated');
  if (isTruncated === 'false') return { keys, next: null };
  const next = withoutEntities(only(text, 'NextContinuationToken') ?? '');
  return isTruncated === 'true' && next !== null && next !== '' ? { keys, next } : null;
}

/** @returns `undefined` when the element is not there, or more than once. */
function only(text: string, name: string): string | undefined {
  const [found, second] = text.matchAll(new RegExp(`<${name}>([^<]*)</${name}>`, 'g'));
  return second === undefined ? found?.[1] : undefined;
}

const entities: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&apos;': "'",
};

/** @returns `null` when it has another entity than those of XML itself. */
function withoutEntities(text: string): string | null {
  if (!text.includes('&')) return text;
  let isKnown = true;
  const plain = text.replaceAll(/&[^;]*;?/g, (entity) => {
    const sign = entities[entity];
    if (sign === undefined) isKnown = false;
    return sign ?? '';
  });
  return isKnown ? plain : null;
}
