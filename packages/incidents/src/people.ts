import { randomUUID } from 'node:crypto';
import { type Static, type TSchema, Type } from 'typebox';
import Value from 'typebox/value';
import { canonicalJson } from './canonical-json.ts';
import { ClosureContent, NoteContent } from './entry.ts';
import { approvalKey, noteKey } from './places.ts';
import type { RecordStore } from './record-store.ts';

const closed = { additionalProperties: false };
/** Somebody as STS tells them. */
const Person = Type.Object(
  { arn: Type.String({ minLength: 1 }), userId: Type.String({ minLength: 1 }) },
  closed,
);
export type Person = Static<typeof Person>;

const ApprovalSchema = Type.Object(
  {
    incident: Type.String({ minLength: 1 }),
    digest: Type.String({ pattern: '^[0-9a-f]{64}$' }),
    approver: Person,
    reason: Type.String({ minLength: 1 }),
  },
  closed,
);
/** What an approver writes beside the record. The bucket's policy lets approvers alone write it. */
export type Approval = Static<typeof ApprovalSchema>;

const NoteSchema = Type.Object(
  {
    incident: Type.String({ minLength: 1 }),
    author: Person,
    content: Type.Union([NoteContent, ClosureContent]),
  },
  closed,
);
/** What a person gives to the responder, which alone adds to the record. */
export type Note = Static<typeof NoteSchema>;

/** @throws Error saying why it is none. */
export const parseApproval = (text: string): Approval => parsed(ApprovalSchema, text, 'approval');

/** @throws Error saying why it is none. */
export const parseNote = (text: string): Note => parsed(NoteSchema, text, 'note');

function parsed<T extends TSchema>(schema: T, text: string, what: string): Static<T> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new Error(`it is no JSON (${(cause as Error).message})`, { cause });
  }
  if (Value.Check(schema, value)) return value;
  const [first] = Value.Errors(schema, value);
  throw new Error(`it is no ${what}: ${first?.instancePath || '/'} ${first?.message ?? ''}`);
}

/**
 * Writes an approval for the responder to find, which takes the first that counts and refuses another one.
 * @returns its place in the bucket.
 */
export async function writeApproval(store: RecordStore, approval: Approval): Promise<string> {
  return writeBeside(store, approvalKey(approval.incident, approval.digest, randomUUID()), approval);
}

/** Writes a note for the responder to add. @returns its place in the bucket. */
export async function writeNote(store: RecordStore, note: Note): Promise<string> {
  return writeBeside(store, noteKey(note.incident, randomUUID()), note);
}

async function writeBeside(store: RecordStore, key: string, said: Approval | Note): Promise<string> {
  if ((await store.writeOnce(key, canonicalJson(said))) === undefined) {
    throw new Error(`${key} is there already; try again`);
  }
  return key;
}
