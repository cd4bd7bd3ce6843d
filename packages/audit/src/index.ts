export { type AuditOptions, type AuditReport, audit, type ReportedControl } from './audit.ts';
export { type AuditedOrganization, auditActions } from './collect/index.ts';
export type { AccountCredentials, CredentialsFor } from './collect/reader.ts';
