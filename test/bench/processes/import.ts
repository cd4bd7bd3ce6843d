/** How long modules take to load in a fresh process. */
import { answerBench } from '../harness/processes.ts';

answerBench(async ({ modules }: { modules: readonly string[] }) => {
  const start = performance.now();
  for (const module of modules) await import(module);
  return { importMs: performance.now() - start };
});
