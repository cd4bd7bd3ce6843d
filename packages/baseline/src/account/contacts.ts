/** What AWS writes to an alternate contact about, in place of the root user's address. */
export const ContactType = {
  /** Invoices and payment. */ Billing: 'BILLING',
  /** Outages and limits. */ Operations: 'OPERATIONS',
  /** Abuse reports and exposed credentials. */ Security: 'SECURITY',
} as const;
export type ContactType = (typeof ContactType)[keyof typeof ContactType];

/** Whom AWS tells about one matter of an account. */
export interface AlternateContact {
  /** What the contact is told about; one contact a matter. */
  readonly type: ContactType;
  /** Name of the person or the team, 1 to 64 characters. */
  readonly name: string;
  /** What they are, 1 to 50 characters. */
  readonly title: string;
  /** A list that several people read rather than one person's address. */
  readonly emailAddress: string;
  /** With its country code: `+49 30 1234`; 1 to 25 characters. */
  readonly phoneNumber: string;
}

/** Who answers for an account, with a postal address. */
export interface PrimaryContact {
  /** Name of the person, 1 to 50 characters. */
  readonly fullName: string;
  /** Name of the company, 1 to 50 characters. Default: none. */
  readonly companyName?: string;
  /** Street and number, 1 to 60 characters. */
  readonly addressLine1: string;
  /** Second line of the address. Default: none. */
  readonly addressLine2?: string;
  /** Third line of the address. Default: none. */
  readonly addressLine3?: string;
  /** City, 1 to 50 characters. */
  readonly city: string;
  /** State or region; some countries' addresses need it, such as those of the United States. Default: none. */
  readonly stateOrRegion?: string;
  /** District or county. Default: none. */
  readonly districtOrCounty?: string;
  /** Postal code, 1 to 20 characters. */
  readonly postalCode: string;
  /** Two letters of ISO 3166: `DE`. */
  readonly countryCode: string;
  /** With its country code: `+49 30 1234`. */
  readonly phoneNumber: string;
  /** Site of the company. Default: none. */
  readonly websiteUrl?: string;
}

const emailPattern = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;
const phonePattern = /^\+?[\s0-9()+-]{1,25}$/;

/**
 * What AWS would refuse in contacts; one sentence each.
 * @see https://docs.aws.amazon.com/accounts/latest/reference/API_PutAlternateContact.html
 * @see https://docs.aws.amazon.com/accounts/latest/reference/API_ContactInformation.html
 */
export function contactFaults(
  alternate: readonly AlternateContact[],
  primary?: PrimaryContact,
): readonly string[] {
  const faults: string[] = [];
  const check = (whose: string, field: string, value: string, isRight: boolean, wanted: string) => {
    if (!isRight) faults.push(`${whose} has the ${field} ${JSON.stringify(value)}; it must be ${wanted}`);
  };
  const upTo = (text: string, most: number) => text.trim().length > 0 && text.length <= most;
  for (const type of new Set(alternate.map((contact) => contact.type))) {
    const count = alternate.filter((contact) => contact.type === type).length;
    if (count > 1)
      faults.push(
        `there are ${count} contacts for ${type}; AWS keeps one, so name a list that all of them read`,
      );
  }
  for (const { type, name, title, emailAddress, phoneNumber } of alternate) {
    const whose = `the contact for ${type}`;
    check(whose, 'name', name, upTo(name, 64), '1 to 64 characters');
    check(whose, 'title', title, upTo(title, 50), '1 to 50 characters');
    check(
      whose,
      'e-mail address',
      emailAddress,
      isEmail(emailAddress, 254),
      'an address such as security@example.com',
    );
    check(
      whose,
      'phone number',
      phoneNumber,
      phonePattern.test(phoneNumber),
      'digits with a country code, such as +49 30 1234',
    );
  }
  if (primary) {
    const whose = 'the primary contact';
    const { fullName, addressLine1, city, postalCode, countryCode, phoneNumber } = primary;
    check(whose, 'name', fullName, upTo(fullName, 50), '1 to 50 characters');
    check(whose, 'address', addressLine1, upTo(addressLine1, 60), '1 to 60 characters');
    check(whose, 'city', city, upTo(city, 50), '1 to 50 characters');
    check(whose, 'postal code', postalCode, upTo(postalCode, 20), '1 to 20 characters');
    check(
      whose,
      'country',
      countryCode,
      /^[A-Z]{2}$/.test(countryCode),
      'two letters of ISO 3166, such as DE',
    );
    check(
      whose,
      'phone number',
      phoneNumber,
      /^\+[\s0-9()-]{1,20}$/.test(phoneNumber),
      'digits with a country code, such as +49 30 1234',
    );
  }
  return faults;
}

/** Whether a text can be an e-mail address of at most so many characters. */
export function isEmail(text: string, mostCharacters: number): boolean {
  return text.length >= 6 && text.length <= mostCharacters && emailPattern.test(text);
}
