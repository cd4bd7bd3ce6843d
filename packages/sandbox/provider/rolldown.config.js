import { defineConfig } from 'rolldown';

/**
 * One ES module without a top-level `await`, since the Pulumi CLI loads it with `require`, and with everything inside, so that the
 * plugin starts from its folder alone.
 */
export default defineConfig({
  input: `${import.meta.dirname}/src/main.ts`,
  platform: 'node',
  // Of modules of ES, what nothing uses is left out. A plugin is started for each preview and each update, so what it has to read counts.
  resolve: { mainFields: ['module', 'main'] },
  output: {
    dir: `${import.meta.dirname}/dist`,
    format: 'esm',
    codeSplitting: false,
    // Names stay, for whoever reads a stack.
    minify: { compress: false, mangle: false, codegen: { removeWhitespace: true } },
  },
});
