import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, expect, test } from 'vitest';

import { readPlanFile } from './plan-file.ts';

let file = '';
beforeEach(() => { file = join(mkdtempSync(join(tmpdir(), 'stillpoint-plan-')), 'plans.toml'); });
afterEach(() => { rmSync(join(file, '..'), { recursive: true }); });

test.each([
  ['a key that is none', '[[plan]]\nname = "web"\n[plan.quiesce]\npre = ["/bin/true"]\n[[plan.source]]\nkind = "files"\npaths = ["/srv"]\nexlude = ["x"]\n', ':8:1: plan[0].source[0].exlude: unknown key; did you mean "exclude"?'],
  ['a command', '[[plan]]\nname = "web"\n[plan.quiesce]\npre = ["/bin/true"]\n[[plan.source]]\nkind = "files"\npaths = ["/srv"]\n', ':4:1: plan[0].quiesce.pre: commands stand in agent.toml of the guest and nowhere else'],
  ['two plans of one name', '[[plan]]\nname = "web"\n[[plan.source]]\nkind = "redis"\n[[plan]]\nname = "web"\n[[plan.source]]\nkind = "redis"\n', 'two plans need different names'],
])('a file of plans with %s is refused by file, line and key', (_what, text, told) => {
  writeFileSync(file, text);
  expect(() => readPlanFile(file)).toThrow(expect.objectContaining({ code: 'CONFIG_INVALID', message: expect.stringContaining(told) as string }) as Error);
});

test('a file of plans gives each as it was written', () => {
  writeFileSync(file, '[[plan]]\nname = "web"\n[[plan.source]]\nkind = "files"\npaths = ["/srv//www"]\n');
  expect(readPlanFile(file)).toEqual([{ name: 'web', definition: '{"name":"web","source":[{"kind":"files","paths":["/srv//www"]}]}' }]);
});
