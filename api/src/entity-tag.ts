import { createHash } from 'node:crypto';

/**
 * The version of what is answered, for `ETag`: a digest of its text.
 * @see https://www.rfc-editor.org/rfc/rfc9110#section-8.8.3
 */
export function entityTag(text: string): string {
  return `"${createHash('sha256').update(text).digest('base64url').slice(0, 27)}"`;
}

/**
 * Whether a list of tags, or `*`, names a tag.
 * @param comparison `weak` for reading again (If-None-Match), `strong` before a change (If-Match): a weak tag then names nothing.
 * @see https://www.rfc-editor.org/rfc/rfc9110#section-8.8.3.2
 */
export function namesTag(list: string, tag: string, comparison: 'weak' | 'strong'): boolean {
  if (list.trim() === '*') return true;
  const tags = list.match(/(W\/)?"[^"]*"/g) ?? [];
  return tags.some((one) => (comparison === 'weak' ? one.replace(/^W\//, '') : one) === tag);
}
