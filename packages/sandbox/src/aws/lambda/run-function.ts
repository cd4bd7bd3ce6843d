import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve, sep } from 'node:path';
import type { Readable } from 'node:stream';
import { unzipSync } from 'fflate';
import type { LambdaFunction } from './state.ts';

/** Credentials of the function's role. */
export interface RoleCredentials {
  readonly AccessKeyId: string;
  readonly SecretAccessKey: string;
  readonly SessionToken: string;
}

/** How a call of a function ended. */
export interface Ran {
  /** What it returned, or the error with Lambda's names for its parts. */
  readonly payload: string;
  /** `Unhandled` where it threw, ran out of time or of memory. */
  readonly functionError?: 'Unhandled';
  /** What it wrote, the last part of it. */
  readonly log: string;
}

const runtime = join(import.meta.dirname, 'runtime.ts');
const longestLog = 64 * 1024;
/** https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html */
const longestPayload = 6 * 1024 * 1024;

/**
 * Runs a function in a process of its own, with its memory and its time, and with nothing of this process's environment: what it
 * may do is what its role may.
 */
export async function runFunction(
  fn: LambdaFunction,
  event: string,
  requestId: string,
  credentials: RoleCredentials,
  endpoint: string,
): Promise<Ran> {
  const folder = await mkdtemp(join(tmpdir(), 'sandbox-lambda-'));
  try {
    await unpack(fn.code, folder);
    return await runIn(folder, fn, event, requestId, credentials, endpoint);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function unpack(code: string, folder: string): Promise<void> {
  for (const [name, content] of Object.entries(unzipSync(Buffer.from(code, 'base64')))) {
    const file = resolve(folder, name);
    // An archive names files of its own folder alone.
    if (!file.startsWith(folder + sep) || name.endsWith('/')) continue;
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, content);
  }
}

function runIn(
  folder: string,
  fn: LambdaFunction,
  event: string,
  requestId: string,
  credentials: RoleCredentials,
  endpoint: string,
): Promise<Ran> {
  const { settings } = fn;
  const seconds = settings.Timeout ?? 3;
  const memory = settings.MemorySize ?? 128;
  const child = spawn(process.execPath, [`--max-old-space-size=${memory}`, runtime, settings.Handler], {
    cwd: folder,
    stdio: ['pipe', 'pipe', 'pipe', 'pipe'],
    env: {
      ...settings.Environment?.Variables,
      PATH: process.env.PATH ?? '',
      TZ: ':UTC',
      LAMBDA_TASK_ROOT: folder,
      AWS_ENDPOINT_URL: endpoint,
      AWS_REGION: fn.region,
      AWS_DEFAULT_REGION: fn.region,
      AWS_ACCESS_KEY_ID: credentials.AccessKeyId,
      AWS_SECRET_ACCESS_KEY: credentials.SecretAccessKey,
      AWS_SESSION_TOKEN: credentials.SessionToken,
      AWS_EXECUTION_ENV: `AWS_Lambda_${settings.Runtime}`,
      AWS_LAMBDA_FUNCTION_NAME: fn.name,
      AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
      AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(memory),
      SANDBOX_REQUEST_ID: requestId,
      SANDBOX_FUNCTION_ARN: fn.arn,
    },
  });
  return new Promise((finish) => {
    let log = '';
    let answer = '';
    let isLate = false;
    const timer = setTimeout(() => {
      isLate = true;
      child.kill('SIGKILL');
    }, seconds * 1000);
    // Decoded by the streams: a letter of several bytes may come in two parts.
    const answers = child.stdio[3] as Readable;
    for (const stream of [child.stdout, child.stderr, answers]) stream.setEncoding('utf8');
    const write = (text: string) => {
      log = (log + text).slice(-longestLog);
    };
    child.stdout.on('data', write);
    child.stderr.on('data', write);
    answers.on('data', (text: string) => {
      answer = (answer + text).slice(0, longestPayload);
    });
    answers.once('end', () => child.kill('SIGKILL'));
    // A function that ends early reads no event; how it ended is told below.
    child.stdin.on('error', () => {});
    child.stdin.end(event);
    const failed = (errorType: string, errorMessage: string): Ran => ({
      payload: JSON.stringify({ errorType, errorMessage, trace: [] }),
      functionError: 'Unhandled',
      log,
    });
    child.once('error', (error) => {
      clearTimeout(timer);
      finish(failed('Runtime.ExitError', error.message));
    });
    child.once('close', (code, signal) => {
      clearTimeout(timer);
      if (isLate) {
        return finish(
          failed(
            'Sandbox.Timedout',
            `RequestId: ${requestId} Error: Task timed out after ${seconds}.00 seconds`,
          ),
        );
      }
      const told = readAnswer(answer);
      if (told === undefined) {
        return finish(
          failed(
            'Runtime.ExitError',
            `RequestId: ${requestId} Error: Runtime exited with error: ${signal ?? `exit status ${code}`}`,
          ),
        );
      }
      finish({ ...told, log });
    });
  });
}

function readAnswer(text: string): Omit<Ran, 'log'> | undefined {
  try {
    return JSON.parse(text) as Omit<Ran, 'log'>;
  } catch {
    return undefined;
  }
}
