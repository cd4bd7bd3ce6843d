import { appendFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Call } from '../aws/call.ts';
import { CallLog } from './call-log.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'trailguard-calls-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const call = (id: string) =>
  ({ id, caller: {}, input: {}, request: { headers: {}, body: Buffer.alloc(0) } }) as unknown as Call;
const add = (id: string) => new CallLog(folder).add(call(id), new Date(0), undefined, undefined);
const kept = () => new CallLog(folder).records.map((record) => record.call.id);

describe('the calls that a sandbox keeps', () => {
  it('are there again after a restart, in their order', () => {
    add('first');
    add('second');
    expect(kept()).toEqual(['first', 'second']);
  });

  it('are whole but for the one whose line a killed process left half-written', () => {
    add('first');
    appendFileSync(join(folder, 'calls.jsonl'), '{"call":{"id":"hal');
    add('second');
    expect(kept()).toEqual(['first', 'second']);
  });

  it('are not forgotten where they are there and cannot be read', () => {
    mkdirSync(join(folder, 'calls.jsonl'));
    expect(() => new CallLog(folder)).toThrow(/EISDIR/);
  });
});
