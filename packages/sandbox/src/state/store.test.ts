import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Store } from './store.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'trailguard-store-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('the state of a sandbox', () => {
  it('is there again after a restart', () => {
    const before = new Store(folder);
    before.state('iam', () => ({ users: ['alice'] }));
    before.save();
    expect(new Store(folder).state('iam', () => ({ users: [] as string[] })).users).toEqual(['alice']);
  });

  it('is not begun anew where it is there and cannot be read', () => {
    mkdirSync(join(folder, 'sandbox.json'));
    expect(() => new Store(folder)).toThrow(/EISDIR/);
  });
});
