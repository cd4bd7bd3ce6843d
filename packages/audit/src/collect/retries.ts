import { AdaptiveRetryStrategy, isClockSkewError, isTransientError } from '@smithy/core/retry';

type Token = Parameters<AdaptiveRetryStrategy['refreshRetryTokenForRetry']>[0];
type Failure = Parameters<AdaptiveRetryStrategy['refreshRetryTokenForRetry']>[1];

const mostAttempts = 5;

/**
 * Retries with jitter, and no faster than what AWS refused lately, for rates that it does not publish. On a machine whose
 * clock is minutes off the SDK repeats whatever fails, also what AWS has answered, such as that something is not there; here
 * only what was refused for its time is.
 */
export class Retries extends AdaptiveRetryStrategy {
  constructor() {
    super(async () => mostAttempts);
  }

  override async refreshRetryTokenForRetry(token: Token, failure: Failure) {
    if (isAnswered(failure)) throw new Error('AWS has answered: the call is not repeated');
    return super.refreshRetryTokenForRetry(token, failure);
  }
}

/** Tells an error that would only be repeated because the SDK set its clock right by it. */
function isAnswered({ error, errorType }: Failure): boolean {
  if (error === undefined || errorType !== 'TRANSIENT') return false;
  const { $metadata, name, message } = error as Error & { $metadata?: { clockSkewCorrected?: boolean } };
  if ($metadata?.clockSkewCorrected !== true) return false;
  // Access is denied for many reasons; of a wrong time AWS says that the signature expired or is not yet current.
  if (name === 'AccessDeniedException' ? /signature/i.test(message) : isClockSkewError(error)) return false;
  delete $metadata.clockSkewCorrected;
  return !isTransientError(error);
}
