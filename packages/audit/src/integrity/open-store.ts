import { FolderStore } from './folder-store.ts';
import type { LogStore } from './log-store.ts';
import { S3Store } from './s3-store.ts';

/** Where the logs are, as plain data: each thread opens it for itself. */
export type StoreDescription =
  | {
      readonly kind: 's3';
      /** Region of the bucket. */
      readonly region: string;
    }
  | {
      readonly kind: 'folder';
      readonly folder: string;
      /** Name of the bucket that was copied. */
      readonly bucket: string;
    };

/** Opens the logs, S3 with the SDK's default credentials. */
export function openStore(description: StoreDescription): LogStore {
  return description.kind === 's3'
    ? new S3Store({ region: description.region })
    : new FolderStore(description.folder, description.bucket);
}
