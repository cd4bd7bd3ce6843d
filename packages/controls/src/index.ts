export * from './model/control.ts';
export * from './model/estate.ts';
export * from './model/fact.ts';
export * from './model/observation.ts';
export * from './model/policy-document.ts';
export * from './model/verdict.ts';
