import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defineBench } from './harness/bench.ts';
import { askProcess, startProcess } from './harness/processes.ts';
import { printTable } from './harness/report.ts';
import { timed } from './harness/rounds.ts';
import { writeLongLogs } from './log-files/long-logs.ts';
import type { ManyLogsTask } from './log-files/many-logs.ts';
import type { LongLogsTask } from './processes/verify-long-logs.ts';

/** As many are verified at once. */
const regions = 16;
const days = 30;
/** 250 MB, in MiB. */
const mostMegabytes = 238;
/** One file for each hour and Region. */
const least = 24 * days * regions;

export default defineBench({
  measures:
    'Memory of a verification of very many log files in S3, beside that of a tenth of them, and of a few very long ones.',
  figures: {
    peakMegabytes: {
      kind: 'limit',
      means: 'most memory of the process, with Node.js, the SDK and its threads, in MiB',
      aim: { atMost: mostMegabytes },
    },
    longMegabytes: {
      kind: 'limit',
      means: 'the same for log files of 1 GiB of text each, and one that is long itself, in a copy',
      aim: { atMost: mostMegabytes },
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
      return {
        peakMegabytes: all.peakMegabytes,
        longMegabytes: await measureLong(compiled),
        allToTenth: all.peakMegabytes / tenth.peakMegabytes,
      };
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

async function measureLong(compiled: string): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), 'trailguard-bench-long-logs-'));
  try {
    const task: LongLogsTask = { folder, files: await writeLongLogs(folder) };
    const { answer, peakMegabytes } = await askProcess<number>('verify-long-logs', task, {
      env: { NODE_COMPILE_CACHE: compiled },
    });
    if (answer !== task.files.length)
      throw new Error(`${answer} of ${task.files.length} long log files are verified`);
    return peakMegabytes;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
