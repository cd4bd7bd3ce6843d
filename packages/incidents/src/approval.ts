import { type Static, Type } from 'typebox';
import Value from 'typebox/value';
import { canonicalJson } from './canonical-json.ts';
import { approvalKey } from './places.ts';
import type { RecordStore } from './record-store.ts';

const ApprovalSchema = Type.Object(
  {
    incident: Type.String({ minLength: 1 }),
    digest: Type.String({ pattern: '^[0-9a-f]{64}$' }),
    /** Who approves, as STS tells them. */
    approver: Type.Object(
      { arn: Type.String({ minLength: 1 }), userId: Type.String({ minLength: 1 }) },
      { additionalProperties: false },
    ),
    reason: Type.String({ minLength: 1 }),
  },
  { additionalProperties: false },
);

/** What an approver writes beside the record. The bucket's policy lets approvers alone write it. */
export type Approval = Static<typeof ApprovalSchema>;

/** @throws Error saying why it is none. */
export function parseApproval(text: string): Approval {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new Error(`it is no JSON (${(cause as Error).message})`, { cause });
  }
  if (Value.Check(ApprovalSchema, value)) return value;
  const [first] = Value.Errors(ApprovalSchema, value);
  throw new Error(`it is no approval: ${first?.instancePath || '/'} ${first?.message ?? ''}`);
}

/**
 * Writes an approval.
 * @returns false where the plan has been approved before.
 */
export async function writeApproval(store: RecordStore, approval: Approval): Promise<boolean> {
  const key = approvalKey(approval.incident, approval.digest);
  return (await store.writeOnce(key, canonicalJson(approval))) !== undefined;
}
