import { Type } from 'typebox';
import { jsonObject } from './json-object.ts';
import { type JobKind, JobKinds } from './store/jobs.ts';

const MinutesHelp =
  'minutes that an attempt at a job may take, by kind, as a JSON object such as {"audit-account":30}; 1 to 1320, since the queue ' +
  'holds a worker for a day at most';

/** The longest time that can be set, minutes: with what it takes to stop, the queue's limit of 24 hours is not met. */
const MostMinutes = 1_320;

/** The part of the environment that says how long jobs take, how many run at once, and how long they are kept. */
export const JobEnvironment = {
  TRAILGUARD_CONCURRENCY: Type.Integer({
    default: 2,
    minimum: 0,
    maximum: 64,
    description: 'jobs that this process runs at once; 0 serves requests alone',
  }),
  TRAILGUARD_TOTAL_CONCURRENCY: Type.Optional(
    Type.Integer({
      minimum: 1,
      maximum: 1_024,
      description:
        'jobs that all processes on one database run at once; without it the sum of what each may run',
    }),
  ),
  TRAILGUARD_ACCOUNT_CONCURRENCY: Type.Integer({
    default: 2,
    minimum: 1,
    maximum: 64,
    description:
      'jobs of one account that all processes run at once; those of one stack follow one another in any case',
  }),
  TRAILGUARD_JOB_MINUTES: Type.String({ default: '{}', description: MinutesHelp }),
  TRAILGUARD_STOP_SECONDS: Type.Integer({
    default: 300,
    minimum: 1,
    maximum: 3_600,
    description:
      'seconds that a job which is canceled, or past its time, has to finish what it is in the middle of before its processes are killed',
  }),
  TRAILGUARD_DRAIN_SECONDS: Type.Integer({
    default: 0,
    minimum: 0,
    maximum: 3_600,
    description:
      'seconds that running jobs have to end by themselves when this process is told to stop; then another process goes on with them',
  }),
  TRAILGUARD_EVENT_DAYS: Type.Integer({
    default: 400,
    minimum: 1,
    maximum: 3650,
    description: 'days for which the events of a job are kept after its end; the job itself stays',
  }),
  TRAILGUARD_JOB_DAYS: Type.Integer({
    default: 2_557,
    minimum: 1,
    maximum: 36_500,
    description:
      'days for which a job and its audit are kept after its end; the latest audit of an account and the record of acts stay',
  }),
};

interface Values {
  readonly TRAILGUARD_CONCURRENCY: number;
  readonly TRAILGUARD_TOTAL_CONCURRENCY?: number;
  readonly TRAILGUARD_ACCOUNT_CONCURRENCY: number;
  readonly TRAILGUARD_JOB_MINUTES: string;
  readonly TRAILGUARD_STOP_SECONDS: number;
  readonly TRAILGUARD_DRAIN_SECONDS: number;
  readonly TRAILGUARD_EVENT_DAYS: number;
  readonly TRAILGUARD_JOB_DAYS: number;
}

/** How long jobs take, how many run at once, and how long they are kept. */
export interface JobSettings {
  readonly concurrency: number;
  /** Of all processes together; `null`: the sum of what each may run. */
  readonly totalConcurrency: number | null;
  readonly accountConcurrency: number;
  /** Minutes of an attempt that differ from the defaults of `jobs/timeout.ts`, by kind. */
  readonly jobMinutes: Readonly<Partial<Record<JobKind, number>>>;
  readonly stopSeconds: number;
  readonly drainSeconds: number;
  readonly eventDays: number;
  readonly jobDays: number;
}

/** Faults within the variables of jobs. */
export function faultsOfJobs({ TRAILGUARD_JOB_MINUTES: text = '{}' }: Partial<Values>): string[] {
  const given = minutesOf(text);
  if (given === undefined) return [`TRAILGUARD_JOB_MINUTES is malformed (${MinutesHelp})`];
  return Object.entries(given).flatMap(([kind, minutes]) => {
    if (!JobKinds.some((known) => known === kind))
      return [
        `TRAILGUARD_JOB_MINUTES names ${kind}, which is no kind of job; the kinds are ${JobKinds.join(', ')}`,
      ];
    const isUsable = Number.isInteger(minutes) && Number(minutes) >= 1 && Number(minutes) <= MostMinutes;
    return isUsable ? [] : [`TRAILGUARD_JOB_MINUTES gives ${kind} no whole number from 1 to ${MostMinutes}`];
  });
}

/** What the variables say, once they have no fault. */
export function jobSettings(values: Values): JobSettings {
  return {
    concurrency: values.TRAILGUARD_CONCURRENCY,
    totalConcurrency: values.TRAILGUARD_TOTAL_CONCURRENCY ?? null,
    accountConcurrency: values.TRAILGUARD_ACCOUNT_CONCURRENCY,
    jobMinutes: Object.freeze(minutesOf(values.TRAILGUARD_JOB_MINUTES) ?? {}),
    stopSeconds: values.TRAILGUARD_STOP_SECONDS,
    drainSeconds: values.TRAILGUARD_DRAIN_SECONDS,
    eventDays: values.TRAILGUARD_EVENT_DAYS,
    jobDays: values.TRAILGUARD_JOB_DAYS,
  };
}

const minutesOf = (text: unknown): Partial<Record<JobKind, number>> | undefined => jsonObject(String(text));
