import { execFile } from 'node:child_process';
import { expect, it } from 'vitest';

const ending = JSON.stringify(import.meta.resolve('./end-process.ts'));

/** Runs a program that may end itself: its exit code, and what it printed. */
function run(program: string): Promise<{ code: unknown; printed: string }> {
  const source = `import { endProcess } from ${ending}; ${program}`;
  return new Promise((resolve) =>
    execFile(process.execPath, ['--input-type=module', '--eval', source], (error, stdout) =>
      resolve({ code: error?.code ?? 0, printed: stdout }),
    ),
  );
}

it('ends a process that has nothing open as it ends by itself, with this code', async () => {
  // `beforeExit` comes when nothing is left to do, and not where a process is made to exit.
  const { code, printed } = await run("process.on('beforeExit', () => console.log('idle')); endProcess(3);");
  expect({ code, printed }).toEqual({ code: 3, printed: 'idle\n' });
});

it('ends a process in spite of what is open', async () => {
  const { code, printed } = await run(
    "process.on('beforeExit', () => console.log('idle')); setInterval(() => {}, 1000); endProcess(75);",
  );
  expect({ code, printed }).toEqual({ code: 75, printed: '' });
});
