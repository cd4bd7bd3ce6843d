interface Operation {
  readonly operationId: string;
  readonly summary: string;
  readonly security?: Record<string, string[]>[];
}

const Begin = '<!-- routes: made by `npx -y pnpm@12 run docs` -->';
const End = '<!-- end of routes -->';

/**
 * A page with the table of routes that an OpenAPI document has.
 * @throws Error when the page does not say where the table is.
 */
export function withRoutes(page: string, document: string): string {
  const [before, rest] = page.split(Begin);
  const [, after] = (rest ?? '').split(End);
  if (after === undefined) throw new Error(`docs/api.md has no ${Begin} before ${End}`);
  return `${before}${Begin}\n\n${tableOf(document)}\n\n${End}${after}`;
}

function tableOf(document: string): string {
  const { paths } = JSON.parse(document) as { paths: Record<string, Record<string, Operation>> };
  const rows = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(
      ([method, { operationId, summary, security }]) =>
        `| \`${method.toUpperCase()} ${path}\` | ${summary} | ${security?.[0]?.apiKey?.[0] ?? 'open'} | \`${operationId}\` |`,
    ),
  );
  return ['| route | what it does | role | operation |', '| --- | --- | --- | --- |', ...rows].join('\n');
}
