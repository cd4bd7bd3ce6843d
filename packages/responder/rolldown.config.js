import { defineConfig } from 'rolldown';

/**
 * One module with all that it needs, for Lambda: what the runtime brings along changes without notice. It goes into the package of
 * the component that makes the function.
 */
export default defineConfig({
  input: `${import.meta.dirname}/src/handler.ts`,
  platform: 'node',
  output: {
    file: `${import.meta.dirname}/../baseline/function/dist/index.mjs`,
    format: 'esm',
    codeSplitting: false,
    minify: true,
  },
});
