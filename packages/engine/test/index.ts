/** The recorded cases of the CLI and the project they run in, for tests that run them with something else. */
export { type Ending, runCommand } from './engine.ts';
export { CaseFolder } from './golden/case-folder.ts';
export { replay, type Runner, type StepResult, tracesOf } from './golden/replay.ts';
export { stack } from './probe-project.ts';
