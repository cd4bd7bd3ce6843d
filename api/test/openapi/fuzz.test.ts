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
    const { code, output } = await fuzz(python, service, { examples: 4, seed: 1 });
    expect(code, output).toBe(0);
    // That nothing was tried would be no success, nor that everything was refused.
    expect(output).not.toContain('Missing authentication');
    const { paths } = (await (await fetch(`${service.url}/openapi.json`)).json()) as { paths: object };
    const operations = Object.values(paths).flatMap((methods) => Object.keys(methods));
    expect(output).toContain(`Tested: ${operations.length}\n`);
    expect(Number(/(\d+) passed/.exec(output.split('Test cases:')[1] ?? '')?.[1])).toBeGreaterThan(300);
  }, 900_000);
});
