/** What keeps a program from removing one of its resources. */
export interface Removal {
  /** Resource option `protect`: Pulumi refuses to delete it. */
  readonly isProtected: boolean;
  /** Resource option `retainOnDelete`: Pulumi forgets it and leaves it in place. `false` where the lens cannot see it. */
  readonly isRetained: boolean;
  /** Property `forceDestroy`: a bucket is emptied so that it can be deleted. */
  readonly isForced: boolean;
}
