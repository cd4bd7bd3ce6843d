import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defineBench } from './harness/bench.ts';
import { askProcess, startProcess } from './harness/processes.ts';
import { printTable } from './harness/report.ts';
import { timed } from './harness/rounds.ts';
import type { ManyLogsTask } from './log-files/many-logs.ts';

/** As many are verified at once. */
const regions = 16;
const days = 30;
/** One file for each hour and Region. */
const least = 24 * days * regions;

export default defineBench({
  measures: 'Memory of a verification of very many log files in S3, beside that of a tenth of them.',
  figures: {
    peakMegabytes: {
      kind: 'limit',
      means: 'most memory of the process, with Node.js, the SDK and its threads, in MiB',
      aim: { atMost: 250 },
    },
    allToTenth: {
      kind: 'ratio',
      means: 'most memory for all files / for a tenth of them',
      aim: { atMost: 1.3 },
    },
  },
  parameters: {
    files: { default: 1_000_000, least, most: 10_000_000, description: 'log files' },
  },
  maxMinutes: 45,
  async run({ files }) {
    // The published command is JavaScript; from a checkout Node.js keeps what it made of the types' sources.
    const compiled = await mkdtemp(join(tmpdir(), 'trailguard-bench-compiled-'));
    try {
      await measure(least, compiled);
      const tenth = await measure(Math.round(files / 10), compiled);
      const all = await measure(files, compiled);
      return { peakMegabytes: all.peakMegabytes, allToTenth: all.peakMegabytes / tenth.peakMegabytes };
    } finally {
      await rm(compiled, { recursive: true, force: true });
    }
  },
});

async function measure(files: number, compiled: string): Promise<{ peakMegabytes: number }> {
  const filesPerHour = Math.max(1, Math.round(files / regions / days / 24));
  const task: ManyLogsTask = { regions, days, filesPerHour };
  await using served = await startProcess<Readonly<Record<string, string>>>('many-logs', task);
  let done = { answer: 0, peakMegabytes: 0 };
  const milliseconds = await timed(async () => {
    done = await askProcess<number>('verify-many-logs', task, {
      env: { ...served.answer, NODE_COMPILE_CACHE: compiled },
    });
  });
  const expected = regions * days * 24 * filesPerHour;
  if (done.answer !== expected) throw new Error(`${done.answer} of ${expected} log files are verified`);
  printTable('verification', [
    {
      'log files': expected,
      seconds: (milliseconds / 1000).toFixed(0),
      'MiB at most': done.peakMegabytes.toFixed(0),
    },
  ]);
  return done;
}
