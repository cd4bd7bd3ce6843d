/** A bound that a figure is held to. At least one of the two. */
export interface Aim {
  readonly atMost?: number;
  readonly atLeast?: number;
}

/** A number that a bench ends with. */
export interface Figure {
  /** Whether it compares with a peer (or with ourselves at another size), or with what the machine can do. */
  readonly kind: 'ratio' | 'limit';
  /** What is divided by what, for a reader. */
  readonly means: string;
  /** What it ought to be; without one the figure is only reported. */
  readonly aim?: Aim;
}

/** A whole number that a run can be given, as `--accounts 100`. */
export interface Parameter {
  readonly default: number;
  readonly least: number;
  readonly most: number;
  readonly description: string;
}

/** Why a figure could not be measured here, such as a peer that is not installed. */
export interface Absent {
  readonly absent: string;
}

/** Says that a figure could not be measured. @param reason what is missing, and where it was looked for */
export function absent(reason: string): Absent {
  return { absent: reason };
}

export interface BenchDefinition<F extends string, P extends string> {
  /** One sentence: what is compared with what. */
  readonly measures: string;
  readonly figures: Readonly<Record<F, Figure>>;
  readonly parameters?: Readonly<Record<P, Parameter>>;
  /** A run that takes longer is ended and fails. */
  readonly maxMinutes: number;
  /** Measures every figure, in this run; nothing may come from an earlier one. */
  run(parameters: Readonly<Record<P, number>>): Promise<Readonly<Record<F, number | Absent>>>;
}

/** A bench, whatever its figures are called. */
export type Bench = BenchDefinition<string, string>;

/** Declares a bench: the default export of a file in `test/bench`, which gives it its name. */
export function defineBench<const F extends string, const P extends string = never>(
  definition: BenchDefinition<F, P>,
): BenchDefinition<F, P> {
  return definition;
}
