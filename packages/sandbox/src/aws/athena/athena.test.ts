import { beforeEach, describe, expect, it } from 'vitest';
import { MemorySandbox } from '../test/memory-sandbox.ts';
import { athena } from './service.ts';

let sandbox: MemorySandbox;
beforeEach(() => {
  sandbox = new MemorySandbox(athena);
});
const query = { Name: 'q', Database: 'logs', QueryString: 'SELECT 1', WorkGroup: 'logs' };

describe('a workgroup', () => {
  it.each<[string, object, RegExp]>([
    ['a limit below ten megabytes', { BytesScannedCutoffPerQuery: 9_999_999 }, /at least 10000000/],
    ['results outside S3', { ResultConfiguration: { OutputLocation: 'results' } }, /not a valid S3 path/],
    [
      'KMS without a key',
      { ResultConfiguration: { EncryptionConfiguration: { EncryptionOption: 'SSE_KMS' } } },
      /KmsKey is needed/,
    ],
  ])('is refused with %s', async (_what, Configuration, message) => {
    await expect(sandbox.send('CreateWorkGroup', { Name: 'logs', Configuration })).rejects.toThrow(message);
  });

  it('is not removed while queries are saved in it, unless that is asked for', async () => {
    await sandbox.send('CreateWorkGroup', { Name: 'logs' });
    await sandbox.send('CreateNamedQuery', query);
    await expect(sandbox.send('DeleteWorkGroup', { WorkGroup: 'logs' })).rejects.toThrow(/is not empty/);
    await sandbox.send('DeleteWorkGroup', { WorkGroup: 'logs', RecursiveDeleteOption: true });
    await expect(sandbox.send('GetWorkGroup', { WorkGroup: 'logs' })).rejects.toThrow(/is not found/);
  });

  it('is there once, and primary always', async () => {
    await sandbox.send('CreateWorkGroup', { Name: 'logs' });
    await expect(sandbox.send('CreateWorkGroup', { Name: 'logs' })).rejects.toThrow(/already created/);
    await expect(sandbox.send('DeleteWorkGroup', { WorkGroup: 'primary' })).rejects.toThrow(
      /cannot be deleted/,
    );
  });
});

it('saves a query in a workgroup that there is, and in no other', async () => {
  await expect(sandbox.send('CreateNamedQuery', query)).rejects.toThrow(/WorkGroup logs is not found/);
  await sandbox.send('CreateWorkGroup', { Name: 'logs' });
  const { NamedQueryId } = (await sandbox.send('CreateNamedQuery', query)) as { NamedQueryId: string };
  expect(await sandbox.send('ListNamedQueries', { WorkGroup: 'logs' })).toMatchObject({
    NamedQueryIds: [NamedQueryId],
  });
  await sandbox.send('DeleteNamedQuery', { NamedQueryId });
  await expect(sandbox.send('GetNamedQuery', { NamedQueryId })).rejects.toThrow(/was not found/);
});
