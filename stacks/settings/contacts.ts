import { ContactType, contactFaults } from '@trailguard/baseline';
import { type Static, Type } from 'typebox';

const text = (maxLength: number) => Type.String({ minLength: 1, maxLength });
const phone = Type.String({ minLength: 1, maxLength: 25 });
const AlternateContactShape = Type.Object(
  {
    type: Type.Enum(Object.values(ContactType)),
    name: text(64),
    title: text(50),
    emailAddress: text(254),
    phoneNumber: phone,
  },
  { additionalProperties: false },
);
const PrimaryContactShape = Type.Object(
  {
    fullName: text(50),
    companyName: Type.Optional(text(50)),
    addressLine1: text(60),
    addressLine2: Type.Optional(text(60)),
    addressLine3: Type.Optional(text(60)),
    city: text(50),
    stateOrRegion: Type.Optional(text(50)),
    districtOrCounty: Type.Optional(text(50)),
    postalCode: text(20),
    countryCode: text(2),
    phoneNumber: phone,
    websiteUrl: Type.Optional(text(256)),
  },
  { additionalProperties: false },
);

/** Whom AWS tells about an account. */
export const ContactProperties = {
  alternateContacts: Type.Array(AlternateContactShape, {
    default: [],
    maxItems: 3,
    description: `whom AWS tells about an account in place of its root user's address, in every account of a stack, as a JSON list with type (${Object.values(ContactType).join(', ')}), name, title, emailAddress and phoneNumber`,
    examples: [
      '[{"type":"SECURITY","name":"Security","title":"On call","emailAddress":"security@example.com","phoneNumber":"+49 30 1234"}]',
    ],
  }),
  primaryContact: Type.Optional({
    ...PrimaryContactShape,
    description:
      'who answers for every account of a stack, as a JSON object with fullName, companyName, addressLine1 to addressLine3, city, stateOrRegion, districtOrCounty, postalCode, countryCode, phoneNumber and websiteUrl; left out, it stays as it is',
    examples: [
      '{"fullName":"Ada Example","addressLine1":"Main Street 1","city":"Berlin","stateOrRegion":"Berlin","postalCode":"10115","countryCode":"DE","phoneNumber":"+49 30 1234"}',
    ],
  }),
};
const Schema = Type.Object(ContactProperties);

/** What AWS would refuse in contacts; one sentence each. */
export function contactMismatches({ alternateContacts, primaryContact }: Static<typeof Schema>): string[] {
  return contactFaults(alternateContacts as Parameters<typeof contactFaults>[0], primaryContact).map(
    (fault) =>
      `${fault.includes('primary contact') ? 'primaryContact' : 'alternateContacts'} is wrong: ${fault}`,
  );
}
