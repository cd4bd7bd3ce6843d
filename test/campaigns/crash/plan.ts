import { drawing } from '../draw.ts';
import type { Phase } from './phases.ts';

/** What is killed: processes of a running service, as an operating system or its operator would kill them. */
export const targets = ['service', 'job', 'database', 'provider', 'policyPack'] as const;
export type Target = (typeof targets)[number];

/** What is killed and when. */
export interface PlannedKill {
  /** Milliseconds after the kill before it, or after the first request: jobs get somewhere in between. */
  readonly afterMs: number;
  readonly target: Target;
  /** What a job does then; whatever they do where none comes to it in time. */
  readonly phase: Phase;
  /** Milliseconds from when a job is seen to do so. */
  readonly intoMs: number;
  /** Decides which process, where there are several: from 0 to below 1. */
  readonly which: number;
}

/** What one round does. Its requests and kills follow from the seed; what runs at the moment of a kill does not. */
export interface RoundPlan {
  readonly round: number;
  /** Processes of the service on the one database. */
  readonly replicas: 1 | 2;
  /** Plans that people must approve: those that always need it, or all that change something. */
  readonly approvalOf: 'requested' | 'changes';
  /** How long people look at a plan before they approve it, milliseconds. */
  readonly thinkMs: number;
  readonly kills: readonly PlannedKill[];
}

/** Kills that a round plans: what a round costs besides them is spent on many. */
export const KillsInRound = 16;

type Weighted<T> = readonly (readonly [T, weight: number])[];

/** A job's process is the commonest to die; the service and the database take all others with them. */
const weights: Weighted<Target> = [
  ['job', 30],
  ['provider', 20],
  ['service', 20],
  ['database', 20],
  ['policyPack', 10],
];

/** Phases in which all is there that can die. */
const whileWorking: Weighted<Phase> = [
  ['preview', 3],
  ['apply', 4],
];
const whileRunning: Weighted<Phase> = [...whileWorking, ['start', 1], ['reconcile', 2], ['audit', 2]];
const always: Weighted<Phase> = [...whileRunning, ['queued', 2], ['approval', 2]];

const phasesOfTargets: Readonly<Record<Target, Weighted<Phase>>> = {
  job: whileRunning,
  provider: whileWorking,
  policyPack: whileWorking,
  service: always,
  database: always,
};

/** How long into its phase a job comes at most, milliseconds: a plugin that is waited for much longer is gone by then. */
const LongestInto: Readonly<Record<Target, number>> = {
  job: 1_500,
  provider: 400,
  service: 1_500,
  database: 1_500,
  policyPack: 400,
};

/** The plan of one round. */
export function planRound(seed: number, round: number, kills: number = KillsInRound): RoundPlan {
  const draw = drawing(seed, `crash round ${round}`);
  return {
    round,
    replicas: draw.oneOf([
      [1, 1],
      [2, 1],
    ]),
    approvalOf: draw.oneOf([
      ['requested', 1],
      ['changes', 1],
    ]),
    thinkMs: Math.round(draw.between(500, 5_000)),
    kills: Array.from({ length: kills }, () => {
      const target = draw.oneOf(weights);
      return {
        afterMs: Math.round(draw.between(300, 4_000)),
        target,
        phase: draw.oneOf(phasesOfTargets[target]),
        intoMs: Math.round(draw.between(0, LongestInto[target])),
        which: draw.between(0, 1),
      };
    }),
  };
}
