/** Who can lift a lock before its time. */
export const ObjectLockMode = {
  /** The break-glass role can, with `s3:BypassGovernanceRetention`. */ Governance: 'GOVERNANCE',
  /** Nobody can, not even the account's root user or AWS support: mistakes cost until the end. */
  Compliance: 'COMPLIANCE',
} as const;
export type ObjectLockMode = (typeof ObjectLockMode)[keyof typeof ObjectLockMode];

/** How new files are locked. */
export interface Lock {
  readonly objectLockMode: ObjectLockMode;
  readonly objectLockDays: number;
  /** Days that were confirmed for a lock that nobody can lift. */
  readonly complianceLockConfirmedDays?: number | undefined;
}

/**
 * Checks that a lock which cannot be undone is meant: each file under it stays, and is billed, to the end.
 * @returns one sentence for each fault; none when all is well.
 */
export function lockFaults({
  objectLockMode,
  objectLockDays,
  complianceLockConfirmedDays: confirmed,
}: Lock): string[] {
  if (objectLockMode === ObjectLockMode.Governance) {
    return confirmed === undefined
      ? []
      : [
          `complianceLockConfirmedDays (${confirmed}) is set while objectLockMode is GOVERNANCE, which it does not confirm; remove one or change the other`,
        ];
  }
  if (confirmed === objectLockDays) return [];
  return [
    `objectLockMode is COMPLIANCE: for ${objectLockDays} days nobody, neither root nor AWS, can delete a file, shorten ` +
      'its lock or stop paying for it, short of closing the account; ' +
      `set complianceLockConfirmedDays to ${objectLockDays} to confirm it${confirmed === undefined ? '' : ` (it is ${confirmed})`}`,
  ];
}
