import openapiTS, { astToString } from 'openapi-typescript';

/** Types of every path of an OpenAPI document, as `packages/client` keeps them. */
export async function clientTypes(document: string): Promise<string> {
  const ast = await openapiTS(document, { alphabetize: true });
  return `// Made from api/openapi.json by \`pnpm run docs\`.\n\n${astToString(ast)}`;
}
