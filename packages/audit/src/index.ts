export {
  type AuditOptions,
  type AuditReport,
  audit,
  type ReportedControl,
  type StreamedAudit,
  streamedAudit,
} from './audit.ts';
export { AwsClock } from './collect/clock.ts';
export type { AuditedOrganization } from './collect/audited-organization.ts';
export type { CollectedCall, Where } from './collect/collected-call.ts';
export { auditActions, auditCalls } from './collect/index.ts';
export type { AccountCredentials, CredentialsFor } from './collect/reader.ts';
export type { ReadingProgress, Resumed } from './collect/read-members.ts';
export { readRecords } from './records/read-records.ts';
export { type FoundTrail, lookUpTrails, type TrailLookUp } from './look-up-trails.ts';
export { type AuditRequest, SavedAudit } from './saved-audit.ts';
export {
  type Imported,
  importAction,
  importFindings,
  type ImportOptions,
} from './security-hub/import-findings.ts';
export {
  type ControlFindingsOptions,
  readControlFindings,
  readFindingsAction,
} from './security-hub/read-control-findings.ts';
