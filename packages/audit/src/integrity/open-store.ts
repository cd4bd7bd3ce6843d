import { FolderStore } from './folder-store.ts';
import type { LogStore } from './log-store.ts';

/** Where the logs are, as plain data: each thread opens it for itself. */
export type StoreDescription =
  | {
      readonly kind: 's3';
      /** Region of the bucket. */
      readonly region: string;
      /** ARN of a role that may read it. Default: the SDK's own credentials may. */
      readonly roleArn?: string;
      /** Name of the role's session, which CloudTrail tells. Default: trailguard-verify-logs. */
      readonly sessionName?: string;
    }
  | {
      readonly kind: 'folder';
      /** By the name of the bucket that was copied. */
      readonly folders: Readonly<Record<string, string>>;
    };

/** Opens the logs. S3 is reached with the SDK's default credentials, or from them with a role's. */
export async function openStore(description: StoreDescription): Promise<LogStore & AsyncDisposable> {
  if (description.kind === 'folder') return new FolderStore(description.folders);
  // The SDK takes longer to load than many a copy to verify.
  const { S3Store } = await import('./s3-store.ts');
  const { region, roleArn, sessionName = 'trailguard-verify-logs' } = description;
  if (roleArn === undefined) return new S3Store({ region });
  const { fromTemporaryCredentials } = await import('@aws-sdk/credential-providers');
  const params = { RoleArn: roleArn, RoleSessionName: sessionName };
  return new S3Store({ region, credentials: fromTemporaryCredentials({ params, clientConfig: { region } }) });
}
