/** Judges a large estate, in a process of its own: how long and with how much memory beyond the estate's own. */
import { judge } from '@trailguard/controls';
import { answerBench } from '../harness/processes.ts';
import { estateOf } from '../estate/large-estate.ts';

export interface EstateTask {
  readonly accounts: number;
  readonly regions: number;
  /** Judged this often, the last time measured. */
  readonly repeats: number;
}

export interface EstateAnswer {
  readonly judgeMs: number;
  /** One pass over the same estate that reads and writes every value: `JSON.stringify` and `JSON.parse`. */
  readonly jsonMs: number;
  readonly results: number;
  readonly estateMegabytes: number;
}

const mebibyte = 1024 * 1024;

answerBench(({ accounts, regions, repeats }: EstateTask): EstateAnswer => {
  const estate = estateOf(accounts, regions);
  let results = 0;
  let judgeMs = 0;
  for (let repeat = 0; repeat < repeats; repeat++) {
    const start = performance.now();
    results = judge(estate).length;
    judgeMs = performance.now() - start;
  }
  const start = performance.now();
  const text = JSON.stringify(estate);
  JSON.parse(text);
  return { judgeMs, jsonMs: performance.now() - start, results, estateMegabytes: text.length / mebibyte };
});
