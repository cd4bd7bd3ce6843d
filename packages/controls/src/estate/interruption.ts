/** What Pulumi may do with a resource when it is interrupted, in the words of its states. */
export type Interrupted = 'creating' | 'updating' | 'deleting' | 'reading' | 'importing';

const Mark = /^interrupted while (creating|updating|deleting|reading|importing): /;

/**
 * The mark of a resource in a saved state of which nobody knows whether it was made, changed or removed: it stands among the resource's
 * initialization errors, which a refresh takes away.
 */
export function interruptionMark(interrupted: Interrupted): string {
  return `interrupted while ${interrupted}: whether it was done is not known`;
}

/** What a resource was interrupted in, by its initialization errors; `undefined` where none is such a mark. */
export function interruptionIn(initErrors: readonly string[] = []): Interrupted | undefined {
  for (const text of initErrors) {
    const interrupted = Mark.exec(text)?.[1];
    if (interrupted !== undefined) return interrupted as Interrupted;
  }
  return undefined;
}
