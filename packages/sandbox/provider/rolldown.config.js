import { defineConfig } from 'rolldown';

/**
 * ES modules without a top-level `await`, since the Pulumi CLI loads the first with `require`, and with everything inside, so that the
 * plugin starts from its folder alone. What is imported late has modules of its own.
 */
export default defineConfig({
  input: `${import.meta.dirname}/src/main.ts`,
  platform: 'node',
  // Of modules of ES, what nothing uses is left out. A plugin is started for each preview and each update, so what it has to read counts.
  resolve: { mainFields: ['module', 'main'] },
  output: {
    dir: `${import.meta.dirname}/dist`,
    format: 'esm',
    // Names stay, for whoever reads a stack.
    minify: { compress: false, mangle: false, codegen: { removeWhitespace: true } },
  },
});
