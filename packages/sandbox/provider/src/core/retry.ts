import { setTimeout as sleep } from 'node:timers/promises';

/** How long a role, policy or grant may take to be seen everywhere, as the real provider waits: two minutes. */
export const PROPAGATION_MILLISECONDS = 120_000;

/** When to try again, and for how long. */
export interface Retry {
  /** Whether the error may go away by itself. */
  readonly when: (error: unknown) => boolean;
  /** Upper bound of the whole, in milliseconds. Default: {@link PROPAGATION_MILLISECONDS}. */
  readonly timeoutMilliseconds?: number;
  /** Ends the waiting when the engine cancels. */
  readonly signal: AbortSignal;
}

/** Tries until it works, a lasting error comes or the time is over; the last error is thrown. */
export async function retry<T>(attempt: () => Promise<T>, options: Retry): Promise<T> {
  const deadline = performance.now() + (options.timeoutMilliseconds ?? PROPAGATION_MILLISECONDS);
  for (let pause = 100; ; pause = Math.min(pause * 2, 3_000)) {
    try {
      return await attempt();
    } catch (error) {
      if (!options.when(error) || options.signal.aborted || performance.now() + pause > deadline) throw error;
      await sleep(pause, undefined, { signal: options.signal });
    }
  }
}

/** Asks until there is an answer, or gives `undefined` once the time is over. */
export async function poll<T>(
  question: () => Promise<T | undefined>,
  options: { readonly timeoutMilliseconds: number; readonly signal: AbortSignal },
): Promise<T | undefined> {
  const deadline = performance.now() + options.timeoutMilliseconds;
  for (let pause = 100; ; pause = Math.min(pause * 2, 3_000)) {
    const answer = await question();
    if (answer !== undefined || performance.now() + pause > deadline) return answer;
    await sleep(pause, undefined, { signal: options.signal });
  }
}

/** Whether an AWS error has one of the codes and, if given, a message that matches. */
export function isError(error: unknown, codes: string | readonly string[], message?: RegExp): boolean {
  if (!(error instanceof Error)) return false;
  return [codes].flat().includes(error.name) && (message === undefined || message.test(error.message));
}

/** Runs a question about something that may not be there: `undefined` when the error says that it is not. */
export async function unlessAbsent<T>(
  question: Promise<T>,
  isAbsent: (error: unknown) => boolean,
): Promise<T | undefined> {
  try {
    return await question;
  } catch (error) {
    if (isAbsent(error)) return undefined;
    throw error;
  }
}

/** Runs a question about something that may not be there: `undefined` when AWS answers one of the codes. */
export function orMissing<T>(question: Promise<T>, ...codes: string[]): Promise<T | undefined> {
  return unlessAbsent(question, (error) => isError(error, codes));
}
