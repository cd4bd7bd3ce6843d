import type { CallPoint } from '../probe-project.ts';

/** One step of a recorded case: what to do and under which circumstances. */
export interface Step {
  /** A verb of the command line, or `cli` when {@link args} is the whole command line. */
  op: string;
  /** Which `vN.mjs` the program is; the one before when absent. */
  version?: string;
  args?: string[];
  note?: string;
  /** Environment for this step alone. */
  env?: Record<string, string>;
  config?: Record<string, string>;
  secretConfig?: Record<string, string>;
  /** Files to write into the project folder; null removes one. */
  files?: Record<string, unknown>;
  /** Changes of the provider's own records by id: what happens behind Pulumi's back. */
  backing?: Record<string, Record<string, unknown> | null>;
  /** A signal to send once the provider has logged a certain call. */
  signalAt?: CallPoint & { signal: 'SIGINT' | 'SIGKILL' };
  /** A second command to run once the provider has logged a certain call. */
  second?: Step & { at: CallPoint };
  /** Whether to ask for the outputs afterwards. */
  outputs?: boolean;
}

/** A `case.json`. */
export interface Case {
  title: string;
  steps: Step[];
}

export type Json = Record<string, unknown>;

/** What a step did, before normalization. */
export interface Recording {
  /** Null when it was killed. */
  exit: number | null;
  signal?: string | undefined;
  stdout: string;
  stderr: string;
  events: Json[];
  calls: Json[];
  /** The state afterwards; undefined when there is no stack. */
  deployment: Json | undefined;
  /** What `stack export` said when there is no stack. */
  exportError?: string | undefined;
  backing: Json;
  outputs?: unknown;
  /** Whether the moment of `signalAt` or `second` came. */
  reached?: boolean;
  second?: { exit: number | null; stdout: string; stderr: string; events: Json[] };
}

/** Fields of a trace that are compared. */
export const fields = [
  'exit',
  'signal',
  'reached',
  'events',
  'calls',
  'second',
  'stdout',
  'stderr',
  'state',
  'pending',
  'outputs',
  'backing',
] as const;
export type Field = (typeof fields)[number];

/** A normalized step, as the traces hold it. */
export type Trace = { [field in Field]?: unknown } & { instability?: string[] } & {
  [variants in `${Field}Variants`]?: unknown[];
};
