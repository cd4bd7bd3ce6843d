/** Definitions by token, each loaded when it is first asked for. */
export type LoadedLate<Definition> = Readonly<Record<string, () => Promise<Definition>>>;

/** All of them. */
export function loadAll<Definition>(definitions: LoadedLate<Definition>): Promise<Definition[]> {
  return Promise.all(Object.values(definitions).map((load) => load()));
}
