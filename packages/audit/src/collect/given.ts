/** An answer that lacks a field which AWS documents as always there: what it would say is not known. */
class MissingField extends Error {
  override readonly name = 'MissingField';
}

/**
 * A field that an answer must have. Where it is left out, nothing may be taken for an empty list.
 *
 * @throws MissingField, which makes the question's answer unknown.
 */
export function given<T>(value: T | null | undefined, name: string): T {
  if (value === null || value === undefined) throw new MissingField(`AWS answered without ${name}`);
  return value;
}
