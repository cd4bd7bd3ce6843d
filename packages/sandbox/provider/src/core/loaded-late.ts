/** Definitions by token, each loaded when it is first asked for. */
export type LoadedLate<Definition> = Readonly<Record<string, () => Promise<Definition>>>;

/** The one with this token, if there is one. */
export async function loadOne<Definition>(
  definitions: LoadedLate<Definition>,
  token: string,
): Promise<Definition | undefined> {
  return Object.hasOwn(definitions, token) ? definitions[token]?.() : undefined;
}

/** All of them. */
export function loadAll<Definition>(definitions: LoadedLate<Definition>): Promise<Definition[]> {
  return Promise.all(Object.values(definitions).map((load) => load()));
}
