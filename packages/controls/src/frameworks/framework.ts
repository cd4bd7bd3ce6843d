/** What the controls prove of one edition of a framework, or of one tool's rules. */
export interface Framework {
  /** As its file is named: `cis-aws-5.0`. */
  readonly id: string;
  readonly name: string;
  /** Edition; empty for a catalogue of rules that has none. */
  readonly edition: string;
  /** Who says that the ids belong to a control. */
  readonly mappedBy: string;
  /** Page of the framework. */
  readonly url: string;
  /** Control id -> ids in the framework. */
  readonly mappings: Readonly<Record<string, readonly string[]>>;
}

/** Ids of one framework that a control is about. */
export interface ControlMapping {
  readonly framework: Framework;
  readonly ids: readonly string[];
}
