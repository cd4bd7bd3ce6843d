import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import {
  awaitsApproval,
  type Person,
  planStates,
  readIncident,
  type S3Record,
  writeApproval,
  writeNote,
} from '@trailguard/incidents';
import type { ApproveFlags, CloseFlags } from './command.ts';
import { openBucket } from './open-record.ts';

/**
 * Agrees to the plan that an incident waits with, as who the credentials at hand are.
 * @throws when nothing waits, several wait and none is named, or somebody has agreed before.
 */
export async function approve(place: string, incident: string, flags: ApproveFlags): Promise<void> {
  const record = openBucket(place);
  const { entries } = await existing(record, incident);
  const waiting = planStates(entries).filter((state) => awaitsApproval(state, record.now()));
  const chosen = waiting.filter(({ plan }) => flags.action === undefined || plan.action === flags.action);
  const [state] = chosen;
  if (state === undefined || chosen.length > 1) {
    const names = waiting.map(({ plan }) => plan.action).join(', ');
    throw new Error(
      waiting.length === 0
        ? `Nothing of incident ${incident} waits for an approval; trailguard incidents show ${place} ${incident} tells what was planned`
        : `Name one of what waits by --action: ${names}`,
    );
  }
  const { digest, action, summary } = state.plan;
  const approver = await whoAmI();
  if (!(await writeApproval(record, { incident, digest, approver, reason: flags.reason }))) {
    throw new Error(
      `${action} of incident ${incident} has an approval already; the responder tells in the record what it made of it`,
    );
  }
  process.stdout.write(`Approved as ${approver.arn}: ${summary}. The record will tell what came of it\n`);
}

/** Has a note added. @throws when there is no such incident. */
export async function note(place: string, incident: string, text: string): Promise<void> {
  const record = openBucket(place);
  await existing(record, incident);
  const author = await whoAmI();
  const key = await writeNote(record, { incident, author, content: { kind: 'note', text } });
  process.stdout.write(`Written as ${author.arn} to ${key}; the responder adds it to the record\n`);
}

/** Has an incident closed. @throws when there is no such incident. */
export async function close(
  place: string,
  incident: string,
  { summary, did = [] }: CloseFlags,
): Promise<void> {
  const record = openBucket(place);
  await existing(record, incident);
  const author = await whoAmI();
  const content = { kind: 'closure' as const, summary, actions: [...did] };
  const key = await writeNote(record, { incident, author, content });
  process.stdout.write(`Written as ${author.arn} to ${key}; the responder closes the incident with it\n`);
}

async function existing(record: S3Record, incident: string) {
  const found = await readIncident(record, incident);
  if (found.entries.length > 0) return found;
  throw new Error(
    `${record.name} has no incident ${incident}; trailguard incidents show ${record.name} lists them`,
  );
}

/** Who S3 will say has written. */
async function whoAmI(): Promise<Person> {
  const { Arn: arn = '', UserId: userId = '' } = await new STSClient({}).send(
    new GetCallerIdentityCommand({}),
  );
  return { arn, userId };
}
