import { readFile } from 'node:fs/promises';
import { createConfig, lintFromString } from '@redocly/openapi-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clientTypes } from '../../scripts/client-types.ts';
import { describeErrors } from '../../scripts/describe-errors.ts';
import { withRoutes } from '../../scripts/describe-routes.ts';
import { openapiText } from '../../scripts/openapi-text.ts';
import { startTestService, type TestService } from '../service.ts';

let service: TestService;
let document: string;
beforeAll(async () => {
  service = await startTestService();
  document = await openapiText(service.app);
});
afterAll(async () => service?.[Symbol.asyncDispose]());

const committed = (path: string) => readFile(new URL(`../../../${path}`, import.meta.url), 'utf8');
const lint = async (source: string) =>
  lintFromString({ source, config: await createConfig({ extends: ['recommended-strict'] }) });

describe('what is made from the routes and kept in the repository', () => {
  it('is the OpenAPI document of the service as it is', async () => {
    expect(await committed('api/openapi.json'), 'npx -y pnpm@12 run docs').toBe(document);
  });

  it('is the types of the client', async () => {
    expect(await committed('packages/client/src/schema.d.ts'), 'npx -y pnpm@12 run docs').toBe(
      await clientTypes(document),
    );
  });

  it('is the list of errors', async () => {
    expect(await committed('docs/errors.md'), 'npx -y pnpm@12 run docs').toBe(describeErrors());
  });

  it('is the table of routes and their roles', async () => {
    const page = await committed('docs/api.md');
    expect(page, 'npx -y pnpm@12 run docs').toBe(withRoutes(page, document));
  });

  it('has nothing that a linter of OpenAPI documents finds fault with', async () => {
    const faults = await lint(document);
    expect(faults.map(({ ruleId, message, location }) => [ruleId, message, location[0]?.pointer])).toEqual(
      [],
    );
  });

  it('would be found fault with if an operation had no name', async () => {
    const [fault] = await lint(document.replace('"operationId": "listJobs",', ''));
    expect(fault?.ruleId).toBe('operation-operationId');
  });
});
