import type { Parameter } from '../bench/harness/bench.ts';
import { ParameterError, readParameters } from '../bench/harness/parameters.ts';

/** What campaigns of rounds are told besides their own. */
const ofRounds = {
  seed: {
    default: 1,
    least: 0,
    most: 2 ** 31 - 1,
    description: 'decides what is asked for and what goes wrong',
  },
  round: {
    default: 0,
    least: 0,
    most: 10_000,
    description: 'plays this round alone; 0: all, from the first',
  },
  minutes: { default: 120, least: 1, most: 1_440, description: 'after which no round is begun' },
};

/** Options of each campaign: the script `test:NAME` takes them. */
export const campaigns = {
  crash: {
    ...ofRounds,
    kills: { default: 200, least: 1, most: 10_000, description: 'kills after which no round is begun' },
  },
  faults: {
    ...ofRounds,
    rounds: { default: 12, least: 1, most: 1_000, description: 'rounds after which none is begun' },
  },
  load: {
    seed: { ...ofRounds.seed, description: 'decides where listeners are cut off' },
    readers: { default: 1_000, least: 1, most: 5_000, description: 'clients that read at once' },
    seconds: { default: 20, least: 1, most: 300, description: 'for which they read' },
    vends: { default: 100, least: 2, most: 1_000, description: 'accounts that are asked for at once' },
    finish: { default: 3, least: 1, most: 40, description: 'of these, those that are made' },
    listeners: { default: 500, least: 1, most: 5_000, description: 'clients that follow one job' },
  },
} as const;

/** Options of this run of a campaign, from the command line; the run ends where they are wrong. */
export function optionsOf<Name extends keyof typeof campaigns>(name: Name) {
  type Option = Extract<keyof (typeof campaigns)[Name], string>;
  const parameters = campaigns[name] as Readonly<Record<Option, Parameter>>;
  try {
    return readParameters({ parameters }, process.argv.slice(2));
  } catch (error) {
    if (!(error instanceof ParameterError)) throw error;
    process.stderr.write(`${name}: ${error.message}\n`);
    process.exit(2);
  }
}
