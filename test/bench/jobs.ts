import { median } from 'simple-statistics';
import { defineBench } from './harness/bench.ts';
import { askProcess } from './harness/processes.ts';
import { printTable } from './harness/report.ts';
import type { FirstPulumiEvents } from './processes/first-pulumi-event.ts';
import type { JobQueueFigures, JobQueueTask } from './processes/job-queue.ts';

export default defineBench({
  measures:
    'What queue and process cost of a job that does nothing, beside a bare process that does nothing.',
  figures: {
    claimMilliseconds: {
      kind: 'limit',
      means: 'from a queued job to a worker that has it, where workers wait; median',
      aim: { atMost: 50 },
    },
    firstEventMilliseconds: {
      kind: 'limit',
      means:
        "from a queued job to the first event of its process, which has loaded the service's job; median",
    },
    firstPulumiEventMilliseconds: {
      kind: 'limit',
      means:
        "from a request for the organization's stacks to the first resource that Pulumi plans, at a listener; median",
    },
    jobToProcess: {
      kind: 'limit',
      means: 'time of a job, of all that one worker finds queued / a bare process of Node.js',
    },
    twoToOne: { kind: 'ratio', means: 'jobs a second of two workers / of one' },
    fourToOne: { kind: 'ratio', means: 'jobs a second of four workers / of one' },
  },
  parameters: {
    jobs: {
      default: 1_000,
      least: 10,
      most: 10_000,
      description: 'jobs that are queued before workers start',
    },
  },
  maxMinutes: 40,
  async run({ jobs }) {
    const task: JobQueueTask = { jobs };
    const { answer } = await askProcess<JobQueueFigures>('job-queue', task);
    const { answer: firstPulumiEvents } = await askProcess<FirstPulumiEvents>('first-pulumi-event', {});
    const { claims, firstEvents, drains, bareProcess } = answer;
    printTable(
      `${jobs} jobs`,
      ([1, 2, 4] as const).map((workers) => ({ workers, 'ms a job': Number(drains[workers].toFixed(1)) })),
    );
    return {
      claimMilliseconds: median([...claims]),
      firstEventMilliseconds: median([...firstEvents]),
      firstPulumiEventMilliseconds: median([...firstPulumiEvents]),
      jobToProcess: drains[1] / bareProcess,
      twoToOne: drains[1] / drains[2],
      fourToOne: drains[1] / drains[4],
    };
  },
});
