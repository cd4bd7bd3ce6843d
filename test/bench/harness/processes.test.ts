import { expect, it } from 'vitest';
import { askProcess, startProcess } from './processes.ts';

it('takes the answer of a process, and its memory', async () => {
  const { answer, peakMegabytes } = await askProcess<{ port: number }>('empty-server', {});
  expect(answer.port).toBeGreaterThan(0);
  expect(peakMegabytes).toBeGreaterThan(10);
});

it('keeps a server running until it is let go', async () => {
  const server = await startProcess<{ port: number }>('empty-server', {});
  const url = `http://127.0.0.1:${server.answer.port}/`;
  expect((await fetch(url)).status).toBe(200);
  await server[Symbol.asyncDispose]();
  await expect(fetch(url)).rejects.toThrow();
});

it('tells why a process failed', async () => {
  await expect(askProcess('estate', { accounts: -1, regions: 1 })).rejects.toThrow('estate: RangeError');
});
