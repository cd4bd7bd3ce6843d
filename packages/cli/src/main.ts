#!/usr/bin/env node
import { trailguard } from './trailguard.ts';

process.exitCode = await trailguard(process.argv.slice(2));
