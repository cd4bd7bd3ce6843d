import { isError, unlessAbsent } from '../../core/retry.ts';

/**
 * GuardDuty has no "not found": a detector that is gone, or that belongs to another account, and what was in it, answer
 * BadRequestException with one of these texts, which the real provider looks for as well.
 */
const GONE = /not owned by the current account|invalid values|no such|does not exist|not found/i;

/** Whether the error says that the detector, or the thing in it, is gone. */
export function isGone(error: unknown): boolean {
  return isError(error, 'ResourceNotFoundException') || isError(error, 'BadRequestException', GONE);
}

/** Runs a question about a detector or something in it: `undefined` when it is gone. */
export const unlessGone = <T>(question: Promise<T>) => unlessAbsent(question, isGone);

/** Throws for accounts that GuardDuty did not process: it answers them in a list, not as an error. */
export function refuseUnprocessed(
  accounts: readonly { AccountId?: string | undefined; Result?: string | undefined }[] | undefined,
  what: string,
): void {
  const [first] = accounts ?? [];
  if (first) throw new Error(`GuardDuty did not ${what} account ${first.AccountId}: ${first.Result}`);
}

/** Splits an id of two parts. */
export function twoParts(id: string, separator: string, form: string): [string, string] {
  const [detectorId, name, ...rest] = id.split(separator);
  if (!detectorId || !name || rest.length > 0) throw new Error(`"${id}" is not of the form ${form}`);
  return [detectorId, name];
}
