import { expect, it } from 'vitest';
import { recordProgram } from '../testing/record-program.ts';
import { AccountContacts, type AccountContactsArgs } from './account-contacts.ts';
import { type AlternateContact, ContactType, type PrimaryContact } from './contacts.ts';

const security: AlternateContact = {
  type: ContactType.Security,
  name: 'Security',
  title: 'On call',
  emailAddress: 'security@example.com',
  phoneNumber: '+49 30 1234',
};
const primary: PrimaryContact = {
  fullName: 'Ada Example',
  addressLine1: 'Main Street 1',
  city: 'Berlin',
  stateOrRegion: 'Berlin',
  postalCode: '10115',
  countryCode: 'DE',
  phoneNumber: '+49 30 1234',
};
const recorded = (args: AccountContactsArgs) =>
  recordProgram(() => ({ types: new AccountContacts('account', args).contactTypes }));

it('has a contact for each matter that is named', async () => {
  const billing = { ...security, type: ContactType.Billing, name: 'Billing' };
  const recording = await recorded({ alternateContacts: [security, billing] });
  expect(recording.inputsOf('aws:account/alternativeContact:AlternativeContact', 'account-security')).toEqual(
    {
      alternateContactType: 'SECURITY',
      name: 'Security',
      title: 'On call',
      emailAddress: 'security@example.com',
      phoneNumber: '+49 30 1234',
    },
  );
  expect(recording.find('aws:account/alternativeContact:AlternativeContact', 'account-billing').parent).toBe(
    'AccountContacts account',
  );
  expect(recording.outputs.types).toEqual(['BILLING', 'SECURITY']);
});

it('sets the primary contact of the account whose credentials are used', async () => {
  const recording = await recorded({ primaryContact: primary });
  expect(recording.inputsOf('aws:account/primaryContact:PrimaryContact')).toEqual(primary);
});

it('makes nothing when nothing is named', async () => {
  expect((await recorded({})).resources.map(({ type }) => type)).toEqual([
    'trailguard:index:AccountContacts',
  ]);
});

it.each([
  [
    'two contacts for one matter',
    { alternateContacts: [security, security] },
    'there are 2 contacts for SECURITY',
  ],
  [
    'no address',
    { alternateContacts: [{ ...security, emailAddress: 'x' }] },
    'the e-mail address "x"; it must be',
  ],
  [
    'a name of 65 characters',
    { alternateContacts: [{ ...security, name: 'n'.repeat(65) }] },
    '1 to 64 characters',
  ],
  [
    'letters for a phone number',
    { alternateContacts: [{ ...security, phoneNumber: 'ring' }] },
    'the phone number "ring"',
  ],
  [
    'a country by its name',
    { primaryContact: { ...primary, countryCode: 'Germany' } },
    'two letters of ISO 3166',
  ],
  [
    'a phone number without a country',
    { primaryContact: { ...primary, phoneNumber: '030 1' } },
    'the phone number "030 1"',
  ],
])('refuses %s', async (_what, args, message) => {
  await expect(recorded(args)).rejects.toThrow(message);
});
