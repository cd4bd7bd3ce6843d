import { IAM } from '@aws-sdk/client-iam';
import type {
  AccountPasswordPolicyArgs,
  AccountPasswordPolicyState,
} from '@pulumi/aws/iam/accountPasswordPolicy.js';
import { defineResource, type Inputs, type ResourceContext } from '../../core/resource.ts';
import { orMissing } from '../../core/retry.ts';
import { MISSING } from './propagation.ts';

/** The id of the only one an account has, as in the real provider. */
const ID = 'iam-account-password-policy';

/** What the passwords of an account's users must be like. Id and import id: `iam-account-password-policy`. */
export const accountPasswordPolicy = defineResource<AccountPasswordPolicyArgs, AccountPasswordPolicyState>({
  token: 'aws:iam/accountPasswordPolicy:AccountPasswordPolicy',
  properties: {
    allowUsersToChangePassword: { default: true },
    hardExpiry: { computed: true },
    maxPasswordAge: { computed: true },
    minimumPasswordLength: { default: 6 },
    passwordReusePrevention: { computed: true },
    requireLowercaseCharacters: { computed: true },
    requireNumbers: { computed: true },
    requireSymbols: { computed: true },
    requireUppercaseCharacters: { computed: true },
  },
  computed: { expirePasswords: true },
  changesOnUpdate: ['expirePasswords'],
  async create(inputs, context) {
    await put(inputs, context);
    return ID;
  },
  async read(_id, context) {
    const answer = await orMissing(context.client(IAM).getAccountPasswordPolicy({}), ...MISSING);
    const found = answer?.PasswordPolicy;
    return (
      found && {
        allowUsersToChangePassword: found.AllowUsersToChangePassword ?? false,
        expirePasswords: found.ExpirePasswords ?? false,
        hardExpiry: found.HardExpiry ?? false,
        maxPasswordAge: found.MaxPasswordAge ?? 0,
        minimumPasswordLength: found.MinimumPasswordLength ?? 6,
        passwordReusePrevention: found.PasswordReusePrevention ?? 0,
        requireLowercaseCharacters: found.RequireLowercaseCharacters ?? false,
        requireNumbers: found.RequireNumbers ?? false,
        requireSymbols: found.RequireSymbols ?? false,
        requireUppercaseCharacters: found.RequireUppercaseCharacters ?? false,
      }
    );
  },
  update: (_id, inputs, context) => put(inputs, context),
  async delete(_id, context) {
    await orMissing(context.client(IAM).deleteAccountPasswordPolicy({}), ...MISSING);
  },
});

/** The API replaces the whole policy; what is not said goes back to AWS's default. */
async function put(inputs: Inputs<AccountPasswordPolicyArgs>, context: ResourceContext): Promise<void> {
  await context.client(IAM).updateAccountPasswordPolicy({
    AllowUsersToChangePassword: inputs.allowUsersToChangePassword,
    HardExpiry: inputs.hardExpiry,
    MaxPasswordAge: inputs.maxPasswordAge || undefined,
    MinimumPasswordLength: inputs.minimumPasswordLength,
    PasswordReusePrevention: inputs.passwordReusePrevention || undefined,
    RequireLowercaseCharacters: inputs.requireLowercaseCharacters,
    RequireNumbers: inputs.requireNumbers,
    RequireSymbols: inputs.requireSymbols,
    RequireUppercaseCharacters: inputs.requireUppercaseCharacters,
  });
}
