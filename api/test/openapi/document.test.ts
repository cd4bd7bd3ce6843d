import { execFile } from 'node:child_process';
import { writeFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { TSchema } from 'typebox';
import Value from 'typebox/value';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Problems } from '../../src/errors.ts';
import { urlOf } from '../identity/operations.ts';
import { startTestService, type TestService } from '../service.ts';
import { Account } from '../../src/schemas/account.ts';
import { Act } from '../../src/schemas/act.ts';
import { ApiKey } from '../../src/schemas/api-key.ts';
import { Audit } from '../../src/schemas/audit.ts';
import { Job } from '../../src/schemas/job.ts';
import { openapiTools } from './schemathesis.ts';

const run = promisify(execFile);

interface Operation {
  readonly path: string;
  readonly method: string;
  readonly operationId?: string;
  readonly summary?: string;
  readonly description?: string;
  readonly tags?: string[];
  readonly security?: Record<string, string[]>[];
  readonly parameters?: { name: string; description?: string }[];
  readonly requestBody?: { content: Record<string, { example?: object }> };
  readonly responses: Record<string, { description: string; content?: Record<string, object> }>;
}

let service: TestService;
let document: Record<string, unknown> & { tags: { name: string }[]; servers: { url: string }[] };
let operations: Operation[];
beforeAll(async () => {
  service = await startTestService();
  document = (await service.app.inject('/openapi.json')).json();
  operations = Object.entries(document.paths as Record<string, Record<string, Operation>>).flatMap(
    ([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => ({ ...operation, path, method })),
  );
});
afterAll(async () => service?.[Symbol.asyncDispose]());

const guarded = () => operations.filter(({ security }) => security?.length !== 0);

describe('the OpenAPI document', () => {
  it('is valid OpenAPI 3.1 to a validator that is not ours', async () => {
    const python = await openapiTools();
    const folder = await mkdtemp(join(tmpdir(), 'trailguard-openapi-'));
    const file = join(folder, 'openapi.json');
    await writeFile(file, JSON.stringify(document));
    try {
      const { stdout } = await run(python, ['-m', 'openapi_spec_validator', '--schema', '3.1.0', file]);
      expect(stdout).toContain('OK');
    } finally {
      await rm(folder, { recursive: true });
    }
  }, 300_000);

  it('says of every operation what it is called, does, and needs', () => {
    const ids = operations.map(({ operationId }) => operationId);
    expect(new Set(ids).size).toBe(operations.length);
    const tags = document.tags.map(({ name }) => name);
    for (const { path, method, operationId, summary, description, ...operation } of operations) {
      const name = `${method} ${path}`;
      expect(operationId, name).toMatch(/^[a-z][A-Za-z]+$/);
      expect(summary, name).toMatch(/\w{3,}/);
      expect(description, name).toMatch(/\w.*\.$/s);
      expect(tags, name).toContain(operation.tags?.[0]);
      for (const parameter of operation.parameters ?? [])
        expect(parameter.description, `${name} ${parameter.name}`).toMatch(/\w{2,}/);
      for (const [status, response] of Object.entries(operation.responses))
        expect(response.description, `${name} ${status}`).not.toBe('Default Response');
    }
    expect(document.servers).toMatchObject([{ url: '/' }]);
  });

  it('tells every error as problem+json, with the codes that it can have', () => {
    const codes = Object.keys(Problems);
    for (const { path, method, responses } of guarded()) {
      expect(Object.keys(responses)).toEqual(
        expect.arrayContaining(['400', '401', '403', '429', '500', '503']),
      );
      for (const [status, response] of Object.entries(responses)) {
        if (Number(status) < 400) continue;
        expect(Object.keys(response.content ?? {}), `${method} ${path} ${status}`).toEqual([
          'application/problem+json',
        ]);
        const named = [...response.description.matchAll(/`([A-Z_]+)`/g)].map(([, code]) => code);
        expect(named.length).toBeGreaterThan(0);
        expect(codes).toEqual(expect.arrayContaining(named));
      }
    }
  });

  it('shows an example of each body that the route takes', async () => {
    const authorization = `Bearer ${await service.key()}`;
    const withBody = operations.filter(({ requestBody }) => requestBody !== undefined);
    expect(withBody.length).toBeGreaterThan(0);
    for (const { path, method, requestBody } of withBody) {
      const payload = requestBody?.content['application/json']?.example;
      const answer = await service.app.inject({
        method: method.toUpperCase() as 'POST',
        url: urlOf(path),
        headers: { authorization },
        ...(payload === undefined ? {} : { payload }),
      });
      // What a path with an id is about is not there; the example is valid all the same.
      const wanted = path.includes('{') ? [404] : [201, 202];
      expect(wanted, `${method} ${path}: ${answer.body}`).toContain(answer.statusCode);
    }
  });

  it('shows of each thing an example that is one', () => {
    for (const schema of [Account, Act, ApiKey, Audit, Job] as (TSchema & {
      $id?: string;
      examples?: unknown[];
    })[]) {
      expect(schema.examples?.length, schema.$id).toBe(1);
      expect([...Value.Errors(schema, schema.examples?.[0])], schema.$id).toEqual([]);
    }
  });
});
