import { hash } from 'node:crypto';
import { type Static, Type } from 'typebox';
import Value from 'typebox/value';
import { canonicalJson } from './canonical-json.ts';

/** What every entry says it is; another form has another number. */
export const EntrySchemaName = 'trailguard.incident/1';

const closed = { additionalProperties: false };
const Instant = Type.String({ pattern: '^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d{3})?Z$' });
const Hash = Type.String({ pattern: '^[0-9a-f]{64}$' });
const Anything = Type.Record(Type.String(), Type.Unknown());

/** How an action ended. */
export const Outcome = {
  /** It was carried out. */ Done: 'done',
  /** Things were already as it would make them. */ Unneeded: 'unneeded',
  /** AWS refused it, or it was interrupted. */ Failed: 'failed',
  /** It was only said what would have been done. */ DryRun: 'dry-run',
} as const;
export type Outcome = (typeof Outcome)[keyof typeof Outcome];

/** The finding that an incident is about, whole, as the event brought it. */
const FindingContent = Type.Object(
  {
    kind: Type.Literal('finding'),
    /** Id of the event. */
    event: Type.String({ minLength: 1 }),
    finding: Anything,
  },
  closed,
);
/** Nothing is done about the finding, and why. */
const NoActionContent = Type.Object(
  { kind: Type.Literal('no-action'), reason: Type.String({ minLength: 1 }) },
  closed,
);
/** What is to be done, to what. */
const PlanContent = Type.Object(
  {
    kind: Type.Literal('plan'),
    /** Name of the action. */
    action: Type.String({ minLength: 1 }),
    accountId: Type.String({ pattern: '^[0-9]{12}$' }),
    region: Type.String({ minLength: 1 }),
    /** What it is done to. */
    target: Anything,
    /** In a sentence. */
    summary: Type.String({ minLength: 1 }),
    isDryRun: Type.Boolean(),
    /** Until when it may be approved; `null`: it needs no approval. */
    approvalUntil: Type.Union([Type.Null(), Instant]),
    /** Of incident, action and target: what an approval names. */
    digest: Hash,
  },
  closed,
);
/** Somebody agreed to a plan. */
const ApprovalContent = Type.Object(
  {
    kind: Type.Literal('approval'),
    digest: Hash,
    /** Who, as AWS knows them. */
    approver: Type.Object({ arn: Type.String(), userId: Type.String() }, closed),
    reason: Type.String(),
    /** The object that says so. */
    object: Type.Object({ key: Type.String(), versionId: Type.String() }, closed),
  },
  closed,
);
/** An approval or a note that was not accepted. */
const RefusalContent = Type.Object(
  {
    kind: Type.Literal('refusal'),
    reason: Type.String({ minLength: 1 }),
    object: Type.Object({ key: Type.String(), versionId: Type.String() }, closed),
    /** Who wrote it, as S3 knows them. */
    principalId: Type.String(),
  },
  closed,
);
/** How things were before the action: what undoes it. Written before anything is changed. */
const BeforeContent = Type.Object({ kind: Type.Literal('before'), digest: Hash, state: Anything }, closed);
/** How the action ended. */
const ResultContent = Type.Object(
  {
    kind: Type.Literal('result'),
    digest: Hash,
    outcome: Type.Enum(Object.values(Outcome)),
    /** What was done, or what went wrong. */
    text: Type.String(),
    /** How a person takes it back; `null` where there is nothing to take back. */
    undo: Type.Union([Type.Null(), Type.String()]),
    /** Ids of AWS's requests, with which CloudTrail tells the calls. */
    requestIds: Type.Array(Type.String()),
  },
  closed,
);
/** The object with which a person gave an entry to the responder. */
const FromObject = Type.Optional(Type.Object({ key: Type.String(), versionId: Type.String() }, closed));
/** What a person says. */
export const NoteContent = Type.Object(
  { kind: Type.Literal('note'), text: Type.String({ minLength: 1 }), object: FromObject },
  closed,
);
/** A person says that it is over, and what came of it. Nothing follows. */
export const ClosureContent = Type.Object(
  {
    kind: Type.Literal('closure'),
    summary: Type.String({ minLength: 1 }),
    /** What people did beside the recorded actions. */
    actions: Type.Array(Type.String({ minLength: 1 })),
    object: FromObject,
  },
  closed,
);

const Content = Type.Union([
  FindingContent,
  NoActionContent,
  PlanContent,
  ApprovalContent,
  RefusalContent,
  BeforeContent,
  ResultContent,
  NoteContent,
  ClosureContent,
]);

/** What an entry says, by its kind. */
export type EntryContent = Static<typeof Content>;
export type EntryKind = EntryContent['kind'];
export type ContentOf<K extends EntryKind> = Extract<EntryContent, { kind: K }>;
export type Plan = ContentOf<'plan'>;

const EntrySchema = Type.Object(
  {
    schema: Type.Literal(EntrySchemaName),
    /** Id of the incident. */
    incident: Type.String({ pattern: '^[A-Za-z0-9][A-Za-z0-9-]{0,127}$' }),
    /** From 1, without gaps. */
    sequence: Type.Integer({ minimum: 1, maximum: 999_999 }),
    /** SHA-256 of the file of the entry before it; `null` in the first one. */
    previous: Type.Union([Type.Null(), Hash]),
    /** When it was written, by AWS's clock. */
    at: Instant,
    /** Who wrote it: an ARN. */
    by: Type.String({ minLength: 1 }),
    content: Content,
  },
  closed,
);

/** An entry of an incident's record. */
export type IncidentEntry = Static<typeof EntrySchema>;

/** The file of an entry. */
export const entryText = (entry: IncidentEntry): string => canonicalJson(entry);

/** Hash of the file of an entry, to which the next one holds. */
export const hashOfText = (text: string): string => hash('sha256', text);

/**
 * Reads the file of an entry.
 * @throws Error saying why it is none.
 */
export function parseEntry(text: string): IncidentEntry {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new Error(`it is no JSON (${(cause as Error).message})`, { cause });
  }
  if (!Value.Check(EntrySchema, value)) {
    const [first] = Value.Errors(EntrySchema, value);
    throw new Error(`it is no entry of an incident: ${first?.instancePath || '/'} ${first?.message ?? ''}`);
  }
  // One entry has one text: another one with the same meaning would have another hash.
  if (canonicalJson(value) !== text) throw new Error('its JSON is not in the one form that entries have');
  return value;
}

/** Hash of what an approval agrees to: nothing else may be done with it. */
export function planDigest(
  incident: string,
  { action, accountId, region, target }: Pick<Plan, 'action' | 'accountId' | 'region' | 'target'>,
): string {
  return hash('sha256', canonicalJson({ incident, action, accountId, region, target }));
}
