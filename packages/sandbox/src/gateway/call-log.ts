import { appendFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Call } from '../aws/call.ts';
import type { AwsError } from '../aws/error.ts';
import type { CallRecord } from '../aws/service.ts';

/** Calls kept; older ones are forgotten. CloudTrail's own event history ends after 90 days. */
const capacity = 50_000;

/** Members too big or too secret for a record. */
const left = new Set(['Body', 'SecretAccessKey', 'SessionToken', 'Plaintext', 'CiphertextBlob']);

/** The calls made so far, newest last; kept in a file, a line a call. */
export class CallLog {
  readonly records: CallRecord[] = [];
  readonly #file: string | undefined;

  constructor(folder: string | undefined) {
    if (!folder) return;
    mkdirSync(folder, { recursive: true });
    this.#file = join(folder, 'calls.jsonl');
    let text = '';
    try {
      text = readFileSync(this.#file, 'utf8');
    } catch {
      return;
    }
    const lines = text.split('\n');
    const kept = lines.slice(-capacity);
    if (kept.length < lines.length) writeFileSync(this.#file, kept.join('\n'));
    for (const line of kept) {
      const record = parse(line);
      if (record) this.records.push(record);
    }
  }

  add(
    call: Call,
    at: Date,
    error: AwsError | undefined,
    output: Record<string, unknown> | undefined,
  ): CallRecord {
    const { body: _, ...request } = call.request;
    const { authorization: __, 'x-amz-security-token': ___, ...headers } = request.headers;
    // What narrowed the session decided the call, and tells nothing of what was done.
    const { sessionPolicies: ____, ...caller } = call.caller;
    const record: CallRecord = {
      call: {
        ...call,
        caller,
        input: brief(call.input),
        request: { ...request, headers, body: Buffer.alloc(0) },
      },
      at: at.toISOString(),
      ...(error ? { errorCode: error.code, errorMessage: error.message } : {}),
      ...(output ? { output: brief(output) } : {}),
    };
    this.records.push(record);
    if (this.records.length > capacity) this.records.splice(0, this.records.length - capacity);
    if (this.#file) appendFileSync(this.#file, `${JSON.stringify(record)}\n`);
    return record;
  }

  clear(): void {
    this.records.length = 0;
    if (this.#file) rmSync(this.#file, { force: true });
  }
}

function brief(values: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) => {
      if (left.has(name) || Buffer.isBuffer(value)) return [];
      if (name === 'Credentials' && typeof value === 'object' && value)
        return [[name, brief(value as Record<string, unknown>)]];
      return [[name, value]];
    }),
  );
}

/** A line; `undefined` for the last one of a process that was killed while writing it. */
function parse(line: string): CallRecord | undefined {
  if (line === '') return undefined;
  try {
    const record = JSON.parse(line) as CallRecord;
    return {
      ...record,
      call: { ...record.call, request: { ...record.call.request, body: Buffer.alloc(0) } },
    };
  } catch {
    return undefined;
  }
}
