import { defineConfig } from 'rolldown';

/**
 * One ES module without a top-level `await`, since the Pulumi CLI loads it with `require`, and with everything inside, so that the
 * plugin starts from its folder alone.
 */
export default defineConfig({
  input: `${import.meta.dirname}/src/main.ts`,
  platform: 'node',
  output: { dir: `${import.meta.dirname}/dist`, format: 'esm', codeSplitting: false },
});
