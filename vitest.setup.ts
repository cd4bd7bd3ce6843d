import { afterAll, vi } from 'vitest';

/** Where files of tests share a process, none meets what the one before it has put in the place of something. */
afterAll(() => {
  vi.unstubAllEnvs();
  vi.unstubAllGlobals();
  vi.useRealTimers();
});
