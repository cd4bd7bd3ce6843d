import { drawing } from '../draw.ts';

/** What is killed: processes of a running service, as an operating system or its operator would kill them. */
export const targets = ['service', 'job', 'database', 'provider', 'policyPack'] as const;
export type Target = (typeof targets)[number];

/** A moment and what is killed then. */
export interface PlannedKill {
  /** Milliseconds after the kill before it, or after the first request. */
  readonly afterMs: number;
  readonly target: Target;
  /** Decides which, where there are several: from 0 to below 1. */
  readonly which: number;
}

/** What one round does. Its requests and kills follow from the seed; what runs at the moment of a kill does not. */
export interface RoundPlan {
  readonly round: number;
  /** Processes of the service on the one database. */
  readonly replicas: 1 | 2;
  /** Accounts that are asked for. */
  readonly vends: number;
  readonly kills: readonly PlannedKill[];
}

/** Kills that a round plans: jobs are tried again three times, so that some end well and some do not. */
export const KillsInRound = 8;

/** A job's process is the commonest to die; the service and the database take all others with them. */
const weights: readonly (readonly [Target, number])[] = [
  ['job', 30],
  ['provider', 20],
  ['service', 20],
  ['database', 20],
  ['policyPack', 10],
];

/** The plan of one round. */
export function planRound(seed: number, round: number, kills: number = KillsInRound): RoundPlan {
  const draw = drawing(seed, `crash round ${round}`);
  return {
    round,
    replicas: draw.oneOf([
      [1, 1],
      [2, 1],
    ]),
    vends: draw.whole(1, 2),
    kills: Array.from({ length: kills }, () => ({
      afterMs: Math.round(draw.between(300, 4_000)),
      target: draw.oneOf(weights),
      which: draw.between(0, 1),
    })),
  };
}
