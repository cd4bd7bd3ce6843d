import { isError, unlessAbsent } from '../../core/retry.ts';

/** Whether the error says that Security Hub is off there, or that the thing does not exist. */
export function isGone(error: unknown): boolean {
  return (
    isError(error, 'ResourceNotFoundException') ||
    isError(
      error,
      'InvalidAccessException',
      /not subscribed|not an administrator|belong to the administrator/i,
    )
  );
}

/** Runs a question about Security Hub: `undefined` where it is off or the thing is gone. */
export const unlessGone = <T>(question: Promise<T>) => unlessAbsent(question, isGone);
