import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';

/** How long a client goes on asking while nobody answers, milliseconds. */
const PatienceMilliseconds = 150_000;

/** How long a client waits for one answer, milliseconds. */
const AnswerMilliseconds = 20_000;

/**
 * A client as one should be: while a service or its database is away it sends the same request again, to any process of the
 * service and under the same `Idempotency-Key`.
 */
export class PatientClient {
  readonly #urls: () => readonly string[];
  readonly #apiKey: string;
  #next = 0;

  /** @param urls addresses of the service's processes, as they are at the moment. */
  constructor(urls: () => readonly string[], apiKey: string) {
    this.#urls = urls;
    this.#apiKey = apiKey;
  }

  /** The same processes, asked with another key. */
  as(apiKey: string): PatientClient {
    return new PatientClient(this.#urls, apiKey);
  }

  get<T>(path: string): Promise<T> {
    return this.#ask<T>('GET', path, {});
  }

  post<T>(path: string, body?: object): Promise<T> {
    const key = { 'idempotency-key': randomUUID() };
    return this.#ask<T>(
      'POST',
      path,
      body === undefined
        ? { headers: key }
        : { headers: { ...key, 'content-type': 'application/json' }, body: JSON.stringify(body) },
    );
  }

  async #ask<T>(method: string, path: string, more: RequestInit): Promise<T> {
    const deadline = Date.now() + PatienceMilliseconds;
    for (;;) {
      const urls = this.#urls();
      const url = urls[this.#next++ % urls.length];
      const answer = await this.#try(`${url}${path}`, { method, ...more });
      if (answer.ok) return answer.body as T;
      if (!answer.mayPass || Date.now() > deadline) throw new Error(`${method} ${path}: ${answer.fault}`);
      await sleep(250);
    }
  }

  async #try(
    url: string,
    { headers, ...init }: RequestInit,
  ): Promise<{ ok: true; body: unknown } | { ok: false; mayPass: boolean; fault: string }> {
    try {
      const response = await fetch(url, {
        ...init,
        headers: { ...headers, authorization: `Bearer ${this.#apiKey}` },
        signal: AbortSignal.timeout(AnswerMilliseconds),
      });
      const text = await response.text();
      if (response.ok) return { ok: true, body: text === '' ? null : JSON.parse(text) };
      // The key is in use while the request before, whose answer was lost, still runs.
      const mayPass = response.status >= 500 || text.includes('IDEMPOTENCY_KEY_IN_USE');
      return { ok: false, mayPass, fault: `${response.status} ${text}` };
    } catch (error) {
      return { ok: false, mayPass: true, fault: (error as Error).message };
    }
  }
}
