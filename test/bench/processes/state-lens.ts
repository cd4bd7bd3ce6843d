/** How long the state lens takes for a saved state in a process that has judged nothing before. */
import { checkStates } from '@trailguard/policy-pack/state';
import { answerBench } from '../harness/processes.ts';

answerBench(({ text }: { text: string }) => {
  const start = performance.now();
  const { findings } = checkStates({ files: [{ name: 'state.json', text }], now: new Date().toISOString() });
  return { checkMs: performance.now() - start, findings: findings.length };
});
