/** Files with plans, as an administrator writes them, and plans as such a file would have them. */
import { readTomlConfig } from '@stillpoint/proto/config/toml-config.ts';
import { formatToml } from '@stillpoint/proto/config/toml-text.ts';
import { planFileSchema, writtenPlansSchema, type WrittenPlan } from '@stillpoint/proto/plan/central-plan.ts';

/** The plans of `file`. CONFIG_MISSING, PERMISSION_DENIED; CONFIG_INVALID with the place of everything that is wrong, or that a plan for many guests cannot have. */
export function readPlanFile(file: string): readonly WrittenPlan[] {
  readTomlConfig(file, planFileSchema, { missingHint: 'write [[plan]] tables as in agent.toml into a file, and name it' });
  return readTomlConfig(file, writtenPlansSchema);
}

/** TOML of a definition, which `plan apply` takes. */
export function planFileText(definition: string): string {
  return formatToml({ plan: [JSON.parse(definition)] });
}
