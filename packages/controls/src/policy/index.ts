export * from './deletion-guard.ts';
export * from './parse-policy-document.ts';
export * from './public-access.ts';
export * from './source-scope.ts';
export * from './statement.ts';
export * from './wildcard.ts';
