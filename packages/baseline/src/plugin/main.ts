import * as pulumi from '@pulumi/pulumi';
import { ComponentProvider } from './component-provider.ts';

// Pulumi starts this file, which PulumiPlugin.yaml and `main` of package.json lead to; it serves until it is ended.
void pulumi.provider.main(new ComponentProvider(), process.argv.slice(2));
