/** What people call accounts, by the 12 digits that findings name them by. */
export type AccountNames = Readonly<Record<string, string>>;

/** The name of an account; `undefined` where none is known, or where there is no account. */
export function nameOfAccount(names: AccountNames | undefined, id: string | undefined): string | undefined {
  // A report from elsewhere may hold any text for an id, such as `constructor`.
  return names !== undefined && id !== undefined && Object.hasOwn(names, id) ? names[id] : undefined;
}
