/** Reads a value when it is first asked for, and keeps it. */
export function once<T>(read: () => T): () => T {
  let value: { readonly it: T } | undefined;
  return () => {
    value ??= { it: read() };
    return value.it;
  };
}
