import type { Account, Estate } from '../model/estate.ts';
import { isUnknown, unknownBecause } from '../model/fact.ts';
import type { Verdict } from '../model/verdict.ts';
import { unknown } from '../verdicts.ts';

const hour = 3_600_000;

/**
 * Hours that AWS may need to reach a new member of the organization with a trail or a detector.
 * https://docs.aws.amazon.com/guardduty/latest/ug/set-up-multiple-accounts-aws-organizations.html
 */
const memberSettlingHours = 24;

/** Hours between two instants, both ISO 8601. */
export function hoursBetween(earlier: string, later: string): number {
  return (Date.parse(later) - Date.parse(earlier)) / hour;
}

/** The instant that lies `hours` after another, ISO 8601. */
export function hoursAfter(instant: string, hours: number): string {
  return new Date(Date.parse(instant) + hours * hour).toISOString();
}

/**
 * What is missing in an account fails, unless the account joined so lately that AWS may still bring it: then it
 * is pending. An unknown date of joining leaves it undecided.
 */
export function unlessJustJoined(account: Account, estate: Estate, missing: Verdict): Verdict {
  const { joinedAt } = account;
  if (missing.status !== 'fail' || estate.asOf === null || joinedAt === null) return missing;
  if (isUnknown(joinedAt))
    return unknown(`${missing.reason}, and when ${account.id} joined is not known`, joinedAt);
  if (hoursBetween(joinedAt, estate.asOf) >= memberSettlingHours) return missing;
  const detail = `AWS may need ${memberSettlingHours} hours for an account that joined at ${joinedAt}`;
  return unknown(
    missing.reason,
    unknownBecause('pending', detail, hoursAfter(joinedAt, memberSettlingHours)),
  );
}
