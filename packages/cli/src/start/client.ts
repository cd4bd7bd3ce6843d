/** The few calls that `start` makes to the service, as any program would make them. */
export interface Client {
  get<T>(path: string): Promise<T>;
  post<T>(path: string, body?: object): Promise<T>;
  /** Follows a job to its end, calling back for every event. */
  follow(jobId: string, onEvent: (event: ServiceEvent) => void): Promise<void>;
}

/** One server-sent event of a job. */
export interface ServiceEvent {
  readonly type: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/**
 * @param signal ends calls that are under way, which then fail.
 * @throws Error with the problem's title when the service answers one.
 */
export function connect(url: string, apiKey: string, signal: AbortSignal): Client {
  const headers = { authorization: `Bearer ${apiKey}` };

  async function call(method: string, path: string, body?: object): Promise<Response> {
    const response = await fetch(url + path, {
      method,
      signal,
      headers: body === undefined ? headers : { ...headers, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!response.ok) {
      const problem = (await response.json().catch(() => ({}))) as {
        title?: string;
        detail?: string;
      };
      throw new Error(
        `${method} ${path} answered ${response.status}: ${problem.title ?? ''}${problem.detail === undefined ? '' : ` (${problem.detail})`}`,
      );
    }
    return response;
  }

  return {
    get: async <T>(path: string) => (await (await call('GET', path)).json()) as T,
    post: async <T>(path: string, body?: object) => (await (await call('POST', path, body)).json()) as T,
    async follow(jobId, onEvent) {
      const response = await call('GET', `/v1/jobs/${jobId}/events`);
      if (response.body === null) return;
      for await (const event of parseEvents(response.body.pipeThrough(new TextDecoderStream())))
        onEvent(event);
    },
  };
}

/** Splits a stream of server-sent events; comments, which keep the connection open, are skipped. */
export async function* parseEvents(chunks: AsyncIterable<string>): AsyncGenerator<ServiceEvent> {
  let rest = '';
  for await (const chunk of chunks) {
    rest += chunk;
    const blocks = rest.split('\n\n');
    rest = blocks.pop() ?? '';
    for (const block of blocks) {
      const fields = new Map<string, string>();
      for (const line of block.split('\n')) {
        const colon = line.indexOf(':');
        if (colon > 0) fields.set(line.slice(0, colon), line.slice(colon + 1).trim());
      }
      const data = fields.get('data');
      if (data !== undefined) yield { type: fields.get('event') ?? 'message', data: JSON.parse(data) };
    }
  }
}
