/** One thing that a guide asks for, and what answers it. */
export interface Recommendation {
  /** Guide, section and number; never reused. */
  readonly id: string;
  /** Where in the guide. */
  readonly section: string;
  /** What it asks for, in our words. */
  readonly gist: string;
  /** Ids of the controls that judge whether it is followed. */
  readonly controls: readonly string[];
  /** Components of `@trailguard/baseline` that follow it. */
  readonly components: readonly string[];
  /** Commands of `trailguard` that do what no setting can. */
  readonly commands?: readonly string[];
  /** Names of pages in docs/runbooks that tell what a person does. */
  readonly runbooks?: readonly string[];
}

/**
 * A guide that the product implements. An answer that does not exist yet is named all the same and counts as open
 * until it does: docs/coverage.md looks, nothing here says so.
 */
export interface Guide {
  readonly title: string;
  readonly recommendations: readonly Recommendation[];
}
