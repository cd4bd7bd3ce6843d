// Runs one command of the engine in a process of its own: node engine-process.ts '["up", …]'
import { runCommand } from './engine.ts';

const { exit, stdout, stderr } = await runCommand(
  JSON.parse(process.argv[2] ?? '[]') as string[],
  process.cwd(),
  process.env as Record<string, string>,
);
process.stdout.write(stdout);
process.stderr.write(stderr);
process.exitCode = exit ?? 1;
