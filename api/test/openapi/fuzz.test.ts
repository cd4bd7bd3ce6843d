import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fuzz, openapiTools } from './schemathesis.ts';
import { type ListeningService, startListeningService } from './service.ts';

let python: string;
let service: ListeningService;
beforeAll(async () => {
  [python, service] = await Promise.all([openapiTools(), startListeningService()]);
}, 300_000);
afterAll(async () => service?.[Symbol.asyncDispose]());

describe('the service, to a client that knows only its OpenAPI document', () => {
  it('keeps every promise of the document, whatever it is sent', async () => {
    const { code, output } = await fuzz(python, service, { examples: 12, seed: 1 });
    expect(code, output).toBe(0);
    // That nothing was tried would be no success.
    expect(output).toMatch(/Tested: 1[0-9]\n/);
    expect(Number(/(\d+) passed/.exec(output.split('Test cases:')[1] ?? '')?.[1])).toBeGreaterThan(300);
  }, 300_000);
});
