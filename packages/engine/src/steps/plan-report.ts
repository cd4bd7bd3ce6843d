/** Stops planning; the reason has been reported. */
export class PlanningStopped extends Error {}

/** What planning reports about a resource; an empty URN means the stack. */
export interface PlanReporter {
  error(urn: string, message: string): void;
  warn(urn: string, message: string): void;
}
