/** What a program is run with. */
export interface ProgramRun {
  organization: string;
  project: string;
  stack: string;
  dryRun: boolean;
  /** How many resources may be registered at once. */
  parallel: number;
  /** `127.0.0.1:port` of the resource monitor. */
  monitorAddress: string;
  /** `127.0.0.1:port` of the engine's own service. */
  engineAddress: string;
  /** By full key. */
  config: ReadonlyMap<string, string>;
  configSecretKeys: readonly string[];
}

/** How a program ended. Both fields empty: well. */
export interface ProgramEnd {
  /** Why it failed, as shown to the user. */
  error?: string;
  /** It failed and has said why itself. */
  bail?: boolean;
}

/** Something that registers resources with a monitor. */
export interface Program {
  /** Runs the program to its end. */
  run(request: ProgramRun): Promise<ProgramEnd>;
  /** Makes a run end soon. */
  cancel(): void;
}
