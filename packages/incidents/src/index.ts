export { appendEntry, readIncident, RecordError } from './append-entry.ts';
export { canonicalJson } from './canonical-json.ts';
export {
  type ContentOf,
  type EntryContent,
  type EntryKind,
  EntrySchemaName,
  entryText,
  hashOfText,
  type IncidentEntry,
  Outcome,
  parseEntry,
  type Plan,
  planDigest,
} from './entry.ts';
export { FolderRecord } from './folder-record.ts';
export {
  type Approval,
  type Note,
  parseApproval,
  parseNote,
  type Person,
  writeApproval,
  writeNote,
} from './people.ts';
export {
  ApprovalsPrefix,
  approvalKey,
  entryKey,
  IncidentsPrefix,
  NotesPrefix,
  noteKey,
  readNoteKey,
  readApprovalKey,
  readEntryKey,
} from './places.ts';
export { awaitsApproval, isSettled, type PlanState, planStates } from './plan-state.ts';
export type { RecordReader, RecordStore } from './record-store.ts';
export { type FoundObject, S3Record } from './s3-record.ts';
export {
  type FoundEntry,
  type FoundFault,
  IncidentFault,
  type KnownEnd,
  type VerifiedIncident,
  verifyIncident,
} from './verify-incident.ts';
