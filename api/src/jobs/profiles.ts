import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { JobContext } from './context.ts';
import { openSession, type Session } from './credentials.ts';
import { jobFolder } from './job-folder.ts';

/** The account that a profile opens sessions in: by its id, or by the e-mail address while it has none. */
export type ProfileTarget = { readonly accountId: string } | { readonly email: string };

/**
 * Writes an AWS configuration file with one profile, and returns the environment that uses it.
 *
 * A stack that works in two accounts names the second by a profile. The profile's name is all that the
 * provider's inputs hold, so that role and session name may differ from job to job without showing as a
 * change; who it is stands in a file of the job.
 */
export async function writeProfile(
  context: JobContext,
  profile: string,
  target: ProfileTarget,
  purpose: 'preview' | 'apply',
): Promise<Record<string, string>> {
  const folder = jobFolder(context.config, context.job.id);
  await mkdir(folder, { recursive: true });
  const file = join(folder, `aws-config-${profile}-${purpose}`);
  if (purpose === 'preview' && 'accountId' in target) {
    // Opened here, by the service's own identity: the session of a preview alone may lack the way in.
    const session = await openSession(context.config, purpose, target.accountId, context.job.id);
    await writeFile(file, staticProfile(profile, session), { mode: 0o600 });
    return { AWS_CONFIG_FILE: file };
  }
  const script = fileURLToPath(new URL('./member-credentials.ts', import.meta.url));
  // Encoded, since an address may hold characters that mean something in a command.
  const encoded = Buffer.from(JSON.stringify(target)).toString('base64url');
  const command = `"${process.execPath}" --disable-warning=ExperimentalWarning "${script}" ${purpose} ${context.job.id} ${encoded}`;
  await writeFile(file, `[profile ${profile}]\ncredential_process = ${command}\n`);
  return { AWS_CONFIG_FILE: file };
}

/** Keys of one read-only session, in the job's folder, which goes with the job. */
function staticProfile(profile: string, session: Session): string {
  return [
    `[profile ${profile}]`,
    `aws_access_key_id = ${session.AWS_ACCESS_KEY_ID}`,
    `aws_secret_access_key = ${session.AWS_SECRET_ACCESS_KEY}`,
    `aws_session_token = ${session.AWS_SESSION_TOKEN}`,
    '',
  ].join('\n');
}
