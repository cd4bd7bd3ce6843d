/** What one control of Security Hub CSPM says of one resource. */
export interface SecurityHubFinding {
  /** Such as `CloudTrail.1`. */
  readonly securityControlId: string;
  readonly status: 'PASSED' | 'FAILED' | 'WARNING' | 'NOT_AVAILABLE';
  readonly accountId: string;
  readonly region: string;
  /** ARN or id of the resource. */
  readonly resource: string;
  /** When Security Hub looked last, ISO 8601. */
  readonly updatedAt: string;
  /** Whether somebody has suppressed it. */
  readonly isSuppressed: boolean;
}
