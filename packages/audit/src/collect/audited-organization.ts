/** Where the parts of the organization are. */
export interface AuditedOrganization {
  readonly managementAccountId: string;
  readonly logArchiveAccountId: string;
  /** Delegated administrator of GuardDuty. */
  readonly securityAccountId: string;
  readonly homeRegion: string;
}
