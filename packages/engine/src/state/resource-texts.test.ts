import { describe, expect, it } from 'vitest';
import { ResourceTexts } from './resource-texts.ts';

describe('the text of a resource', () => {
  it('is made once while the resource is as it was', () => {
    let made = 0;
    const texts = new ResourceTexts((resource: { urn: string }) => {
      made++;
      return JSON.stringify(resource);
    });
    const resource = { urn: 'a' };
    expect([texts.of(resource), texts.of(resource)]).toEqual(['{"urn":"a"}', '{"urn":"a"}']);
    expect(made).toBe(1);
  });

  it('is made anew when a field was set, added or emptied', () => {
    const texts = new ResourceTexts((resource: object) => JSON.stringify(resource));
    const resource: { id: string; outputs: object; delete?: boolean | undefined } = { id: '', outputs: {} };
    const seen = [texts.of(resource)];
    resource.outputs = { out: 1 };
    seen.push(texts.of(resource));
    resource.delete = true;
    seen.push(texts.of(resource));
    resource.delete = undefined;
    seen.push(texts.of(resource));
    expect(seen).toEqual([
      '{"id":"","outputs":{}}',
      '{"id":"","outputs":{"out":1}}',
      '{"id":"","outputs":{"out":1},"delete":true}',
      '{"id":"","outputs":{"out":1}}',
    ]);
  });
});
