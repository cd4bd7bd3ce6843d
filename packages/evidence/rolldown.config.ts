import type { BuildOptions } from 'rolldown';

/** One file with all that it needs inside, for auditors who have nothing but Node. */
const config: BuildOptions & { output: object } = {
  input: `${import.meta.dirname}/src/verify-evidence.ts`,
  platform: 'node',
  output: { file: `${import.meta.dirname}/dist/verify-evidence.mjs`, format: 'esm' },
};
export default config;
