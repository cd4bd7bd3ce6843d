import { closeSync, writeSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { pathToFileURL } from 'node:url';

// Runs in the process of a function: the part of Lambda's own runtime that finds the handler, calls it once and tells how it ended.
// https://docs.aws.amazon.com/lambda/latest/dg/nodejs-handler.html

const folder = process.env.LAMBDA_TASK_ROOT ?? '';
const [module = '', name = ''] = (process.argv[2] ?? '').split('.');
/** Who called ends this process when it has the answer: connections that the function left open would keep it. */
const answer = (value: object) => {
  writeSync(3, JSON.stringify(value));
  closeSync(3);
};

try {
  const event: unknown = JSON.parse(await text(process.stdin));
  const files = await readdir(folder);
  const file = ['mjs', 'js', 'cjs'].map((ending) => `${module}.${ending}`).find((one) => files.includes(one));
  if (file === undefined)
    throw Object.assign(new Error(`Cannot find module '${module}'`), { name: 'Runtime.ImportModuleError' });
  const loaded = (await import(pathToFileURL(join(folder, file)).href)) as Record<string, unknown>;
  const handler = loaded[name] ?? (loaded.default as Record<string, unknown> | undefined)?.[name];
  if (typeof handler !== 'function') {
    throw Object.assign(new Error(`${module}.${name} is undefined or not exported`), {
      name: 'Runtime.HandlerNotFound',
    });
  }
  const result: unknown = await handler(event, {
    functionName: process.env.AWS_LAMBDA_FUNCTION_NAME,
    invokedFunctionArn: process.env.SANDBOX_FUNCTION_ARN,
    awsRequestId: process.env.SANDBOX_REQUEST_ID,
  });
  answer({ payload: JSON.stringify(result ?? null) });
} catch (error) {
  const { name: errorType, message: errorMessage, stack } = error as Error;
  console.error(stack);
  answer({
    payload: JSON.stringify({ errorType, errorMessage, trace: (stack ?? '').split('\n') }),
    functionError: 'Unhandled',
  });
}
