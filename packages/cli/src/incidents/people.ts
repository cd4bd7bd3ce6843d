import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import {
  type Note,
  type Person,
  readIncident,
  type S3Record,
  type VerifiedIncident,
  writeApproval,
  writeNote,
} from '@trailguard/incidents';
import type { ApproveFlags, CloseFlags } from './command.ts';
import { openBucket } from './open-record.ts';
import { waitingPlan } from './waiting-plan.ts';

/**
 * Agrees to the plan that an incident waits with, as who the credentials at hand are.
 * @throws when nothing waits, several wait and none is named, or they may not.
 */
export async function approve(place: string, incident: string, flags: ApproveFlags): Promise<void> {
  const record = openBucket(place);
  const approver = await whoAmI();
  const { action, summary } = await admitted(approver, record, 'responseApproverRoleArns', async () => {
    const { plan } = waitingPlan(await existing(record, incident), record.now(), flags.action);
    await writeApproval(record, { incident, digest: plan.digest, approver, reason: flags.reason });
    return plan;
  });
  process.stdout.write(
    `Approved as ${approver.arn}: ${action}, to ${summary}. The record will tell what came of it\n`,
  );
}

/** Has a note added. @throws when there is no such incident, it is closed, or they may not. */
export async function note(place: string, incident: string, text: string): Promise<void> {
  await say(place, incident, { kind: 'note', text }, 'adds it to the record');
}

/** Has an incident closed. @throws when there is no such incident, it is closed, or they may not. */
export async function close(
  place: string,
  incident: string,
  { summary, did = [] }: CloseFlags,
): Promise<void> {
  const content = { kind: 'closure' as const, summary, actions: [...did] };
  await say(place, incident, content, 'closes the incident with it');
}

/** Writes what a person says for the responder to find. */
async function say(
  place: string,
  incident: string,
  content: Note['content'],
  whatFollows: string,
): Promise<void> {
  const record = openBucket(place);
  const author = await whoAmI();
  const setting = 'responseApproverRoleArns or incidentReaderRoleArns';
  const key = await admitted(author, record, setting, async () => {
    const { isClosed } = await existing(record, incident);
    if (isClosed) throw new Error(`Incident ${incident} is closed; nothing is added to it`);
    return writeNote(record, { incident, author, content });
  });
  process.stdout.write(`Written as ${author.arn} to ${key}; the responder ${whatFollows}\n`);
}

async function existing(record: S3Record, incident: string): Promise<VerifiedIncident> {
  const found = await readIncident(record, incident);
  if (found.entries.length > 0) return found;
  throw new Error(
    `${record.name} has no incident ${incident}; trailguard incidents show ${record.name} lists them`,
  );
}

/**
 * What somebody reads and writes in the record, where they may.
 * @throws Error naming who they are and the setting that would admit them, when the bucket or its key refuses them.
 */
async function admitted<T>(
  { arn }: Person,
  { name }: S3Record,
  setting: string,
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    if ((cause as Error).name !== 'AccessDenied') throw cause;
    throw new Error(
      `${arn} may not do this in ${name} (${(cause as Error).message}). Take a role that ${setting} names and that is allowed what docs/runbooks/respond.md lists`,
      { cause },
    );
  }
}

/** Who S3 will say has written. */
async function whoAmI(): Promise<Person> {
  const { Arn: arn = '', UserId: userId = '' } = await new STSClient({}).send(
    new GetCallerIdentityCommand({}),
  );
  return { arn, userId };
}
