/** Names of people's roles and of what bounds them; the same in every account that has them. */
export interface AccessNames {
  /** Asks the log files, and reads findings; in the security account. */
  readonly investigatorRoleName: string;
  /** Works on findings in the security account, on trails in the management account. */
  readonly operatorRoleName: string;
  /** The most that either can ever do. */
  readonly boundaryName: string;
}

/** Derives the names of people's roles, so that the log archive knows them before they exist. */
export function accessNames(namePrefix: string): AccessNames {
  return {
    investigatorRoleName: `${namePrefix}-investigator`,
    operatorRoleName: `${namePrefix}-operator`,
    boundaryName: `${namePrefix}-people-boundary`,
  };
}
