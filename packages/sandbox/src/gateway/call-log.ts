import { appendFileSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Call } from '../aws/call.ts';
import type { AwsError } from '../aws/error.ts';
import type { CallRecord } from '../aws/service.ts';
import { keptText } from '../state/kept-text.ts';

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
    const text = keptText(this.#file);
    if (text === undefined) return;
    // What stands behind the last end of a line is a call that a killed process did not finish writing.
    const lines = text.split('\n').slice(0, -1);
    const kept = lines.slice(-capacity);
    const whole = kept.map((line) => `${line}\n`).join('');
    if (whole.length < text.length) writeFileSync(this.#file, whole);
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
