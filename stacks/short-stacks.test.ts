import { setTimeout as sleep } from 'node:timers/promises';
import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';
import { recordProgram } from '@trailguard/baseline/testing';
import { describe, expect, it } from 'vitest';
import { withShortStacks } from './short-stacks.ts';

/** A frame of its own: the SDK reads lines of named functions alone. */
function declareTopic(): void {
  new aws.sns.Topic('topic');
}

/** The line that a program's only resource is said to be declared in. */
async function declaredAt(program: () => Promise<void>): Promise<string | undefined> {
  let line: string | undefined;
  await recordProgram(async () => {
    const monitor = pulumi.runtime.getMonitor();
    const register = monitor?.registerResource.bind(monitor);
    Object.assign(monitor ?? {}, {
      registerResource: (request: Parameters<NonNullable<typeof register>>[0], done: never) => {
        const at = request.getSourceposition();
        if (request.getCustom()) line = `${at?.getUri().split('/').at(-1)}:${at?.getLine()}`;
        return register?.(request, done);
      },
    });
    await program();
    return {};
  });
  return line;
}

describe('a program with short stacks', () => {
  it('has the source lines that it has with long ones', async () => {
    const long = await declaredAt(async () => declareTopic());
    expect(long).toMatch(/^short-stacks\.test\.ts:\d+$/);
    expect(await declaredAt(() => withShortStacks(async () => declareTopic()))).toBe(long);
  });

  it('takes stacks of one frame, and long ones again after it', async () => {
    const before = Error.stackTraceLimit;
    const frames = await withShortStacks(async () => new Error('any').stack?.split('\n').length);
    expect(frames).toBe(2);
    expect(Error.stackTraceLimit).toBe(before);
    await expect(withShortStacks(() => Promise.reject(new Error('wrong')))).rejects.toThrow('wrong');
    expect(Error.stackTraceLimit).toBe(before);
  });

  it('leaves the limit as it was however programs overlap', async () => {
    const before = Error.stackTraceLimit;
    await Promise.all([20, 5, 10].map((wait) => withShortStacks(() => sleep(wait))));
    expect(Error.stackTraceLimit).toBe(before);
  });
});
