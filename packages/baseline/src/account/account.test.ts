import { expect, it } from 'vitest';
import { recordProgram } from '../testing/record-program.ts';
import { Account, type AccountArgs } from './account.ts';

const args: AccountArgs = {
  accountName: 'payments-production',
  email: 'aws+payments@example.com',
  organizationalUnitId: 'ou-ab12-11111111',
};
const recorded = (different: Partial<AccountArgs> = {}, isPreview = false) =>
  recordProgram(
    () => {
      const { accountId, accountArn, email } = new Account('account', { ...args, ...different });
      return { accountId, accountArn, email };
    },
    { isPreview },
  );

it('makes an account that is protected, stays when its stack goes, and is never closed from here', async () => {
  const { inputs, parent, protect, retainOnDelete, ignoreChanges } = (await recorded()).find(
    'aws:organizations/account:Account',
  );
  expect(inputs).toEqual({
    name: 'payments-production',
    email: 'aws+payments@example.com',
    parentId: 'ou-ab12-11111111',
    closeOnDeletion: false,
  });
  expect({ parent, protect, retainOnDelete, ignoreChanges }).toEqual({
    parent: 'Account account',
    protect: true,
    retainOnDelete: true,
    ignoreChanges: ['roleName', 'iamUserAccessToBilling'],
  });
});

it('carries tags', async () => {
  const { inputs } = (await recorded({ tags: { owner: 'payments' } })).find(
    'aws:organizations/account:Account',
  );
  expect(inputs.tags).toEqual({ owner: 'payments' });
});

it('tells id, ARN and address, unknown until AWS made it', async () => {
  expect((await recorded()).outputs).toEqual({
    accountId: 'account-id',
    accountArn: 'arn-of-account',
    email: 'aws+payments@example.com',
  });
  expect((await recorded({}, true)).outputs.accountId).toBeUndefined();
});

it.each([
  ['no name', { accountName: ' ' }, 'accountName is " "; it must be 1 to 50 printable ASCII characters'],
  ['a name of 51 characters', { accountName: 'a'.repeat(51) }, 'it must be 1 to 50 printable'],
  ['a name that AWS cannot write', { accountName: 'Zürich' }, 'accountName is "Zürich"'],
  ['no address', { email: 'payments' }, 'email is "payments"; it must be an address of 6 to 64 characters'],
  [
    'an address of 65 characters',
    { email: `${'a'.repeat(53)}@example.com` },
    'it must be an address of 6 to 64',
  ],
  [
    'the name of a unit',
    { organizationalUnitId: 'Security' },
    'such as ou-ab12-11111111, or of the root, r-ab12',
  ],
  ["AWS's own tags", { tags: { 'aws:owner': 'us' } }, 'tags has the key aws:owner'],
])('refuses %s', async (_what, different, message) => {
  await expect(recorded(different)).rejects.toThrow(message);
});

it('names all faults at once', async () => {
  await expect(recorded({ accountName: '', email: '' })).rejects.toThrow(
    /^Account "account": accountName is .*; email is /,
  );
});
