import { frameworks } from '@trailguard/controls';

/** Accounts of the organization, by their part. */
export type Part = 'management' | 'logArchive' | 'security';

/** A check of Prowler that is about what a control of ours is about, and the accounts in which it sees it. */
export interface Counterpart {
  readonly check: string;
  /** The trail is judged where it belongs, its bucket and key where those are, detection everywhere. */
  readonly seenFrom: readonly Part[];
}

/** Families that are compared. Of the others Prowler looks at every resource of an account, not at what logs pass through. */
const seenFrom: Readonly<Record<string, readonly Part[]>> = {
  CT: ['management'],
  LB: ['logArchive'],
  KM: ['logArchive'],
  GD: ['management', 'logArchive', 'security'],
};

/** Only the management account is told who administers GuardDuty. */
const askedByManagement = ['guardduty_delegated_admin_enabled_all_regions'];

const mappings: Readonly<Record<string, readonly string[]>> =
  frameworks.find(({ id }) => id === 'prowler')?.mappings ?? {};

/** Control id -> Prowler's checks, as the mapping has them that users read. Controls that are not here have none. */
export const counterparts: Readonly<Record<string, readonly Counterpart[]>> = Object.fromEntries(
  Object.entries(mappings).flatMap(([id, checks]) => {
    const parts = seenFrom[id.split('-')[0] ?? ''];
    return parts === undefined ? [] : [[id, checks.map((check) => counterpart(check, parts))]];
  }),
);

function counterpart(check: string, parts: readonly Part[]): Counterpart {
  return { check, seenFrom: askedByManagement.includes(check) ? ['management'] : parts };
}
