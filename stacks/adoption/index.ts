export { type Adopted, adopting, adoptionKey } from './adopting.ts';
export { type Adoption, adoptedBy, adoptStack, type Change, changesOf } from './adopt-stack.ts';
export { describeChange, describeExisting } from './descriptions.ts';
export type { Difference } from './differences.ts';
export { type Existing, findExisting, type Found, type Reach } from './find-existing.ts';
export { type Plan, readPlan } from './plan.ts';
export { endingsOfAdopted, previewPlan, refusalOf, replacedThoughProtected } from './preview-plan.ts';
