/** A table of what a review looks at. */
export interface Section {
  readonly title: string;
  /** What to look for in it. */
  readonly about: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** What a review looks at, as it was read. */
export interface ReviewReport {
  readonly schema: 'trailguard.review/1';
  readonly kind: string;
  readonly title: string;
  /** AWS's time, ISO 8601. */
  readonly at: string;
  /** When the last review of the kind was; `null` when there was none. */
  readonly since: string | null;
  readonly sections: readonly Section[];
  /** What could not be read, with the reason: it is not to be taken for nothing. */
  readonly unread: readonly string[];
}
