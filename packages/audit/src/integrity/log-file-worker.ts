import { BucketReader } from './bucket-reader.ts';
import { FolderStore } from './folder-store.ts';
import type { BucketAccess } from './log-store.ts';
import { type LogFileFault, type NamedLogFile, verifyContent, verifyLogFile } from './verify-log-file.ts';

/** Log files of one bucket to verify. */
export interface LogFileTask {
  readonly access: BucketAccess;
  readonly files: readonly NamedLogFile[];
  /** Folder to which each file is written that is as it was delivered. Default: none is kept. */
  readonly keepIn?: string;
}

/** What is found of a file; `unread` when it could not be told here, and the store is to be asked. */
export type LogFileVerdict = LogFileFault | 'unread' | null;

/** Connections of this thread that are open at once. */
const connections = 64;

const readers = new Map<string, BucketReader>();

/** Verifies log files; runs in a thread of a pool, which knows no SDK: loading that takes more memory than the work. */
export default function verifyLogFiles({ access, files, keepIn }: LogFileTask): Promise<LogFileVerdict[]> {
  if (access.kind === 'folder') {
    const folders = files[0] === undefined ? {} : { [files[0].s3Bucket]: access.folder };
    const store = new FolderStore(folders);
    return Promise.all(files.map((file) => verifyLogFile(file, store, keepIn)));
  }
  const { at, credentials } = access;
  const reader = readers.get(at.origin + at.beforeKey) ?? new BucketReader(at, connections);
  readers.set(at.origin + at.beforeKey, reader);
  return Promise.all(
    files.map(async (file) => {
      const answer = await reader.read(file.s3Object, credentials);
      return answer === null ? 'unread' : verifyContent(file, answer.content, keepIn);
    }),
  );
}
