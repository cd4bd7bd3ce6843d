import type { Unknown } from './fact.ts';

/** A fact that a verdict rests on. */
export interface Evidence {
  /** Field of the subject, such as `validatesLogFiles`. */
  readonly field: string;
  /** Its value as the lens saw it; plain JSON. */
  readonly value: unknown;
  /** Resource that it belongs to when that is not the subject: URN or ARN. */
  readonly resource?: string;
  /** API call that showed it, `service:Operation`; live lens. */
  readonly call?: string;
  /** When, ISO 8601, AWS's clock; live lens. */
  readonly at?: string;
}

/** How a control judges one subject. */
export type Verdict =
  | { readonly status: 'pass'; readonly evidence: readonly Evidence[] }
  | { readonly status: 'fail'; readonly reason: string; readonly evidence: readonly Evidence[] }
  | { readonly status: 'not_applicable'; readonly reason: string }
  | { readonly status: 'unknown'; readonly reason: string; readonly because: Unknown };

/** Statuses in reports: a verdict's own, and the two that only a report can give. */
export type Status = Verdict['status'] | 'waived' | 'not_evaluated';
