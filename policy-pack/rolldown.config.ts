import { defineConfig } from 'rolldown';

/** One file with the controls inside; Pulumi's packages stay outside, so that the engine and the pack share them. */
export default defineConfig({
  input: 'src/pack.ts',
  external: [/^@pulumi\//],
  platform: 'node',
  output: { file: 'dist/index.js', format: 'esm' },
});
