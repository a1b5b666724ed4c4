/** The commands of a page in docs/, run as an administrator would: in a shell, in order. What they name on a real guest is replaced by places of the test. */
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

import { expect } from 'vitest';

import type { BackupScene } from './backup-scene.ts';
import { runProgram } from './child-program.ts';

const repository = join(import.meta.dirname, '../..');

export class Runbook {
  /** Chapters by heading; before the first: ''. Each is a list of lines. */
  readonly #chapters: ReadonlyMap<string, readonly string[]>;
  readonly #scene: BackupScene;
  readonly #programs: string;
  readonly #replaced: readonly (readonly [string, string])[];

  private constructor(chapters: ReadonlyMap<string, readonly string[]>, scene: BackupScene, programs: string, replaced: readonly (readonly [string, string])[]) {
    this.#chapters = chapters;
    this.#scene = scene;
    this.#programs = programs;
    this.#replaced = replaced;
  }

  /** Opens `docs/PAGE.md`. `replaced`: texts in its commands, with what stands in their place. `programs`: scripts in place of programs, besides `ssh`, which runs its command here. */
  static async open(page: string, scene: BackupScene, replaced: Readonly<Record<string, string>>, programs: Readonly<Record<string, string>> = {}): Promise<Runbook> {
    const folder = scene.folder.at('programs');
    await mkdir(folder, { recursive: true });
    for (const [name, script] of Object.entries({ ssh: 'shift; exec sh -c "$*"', ...programs })) {
      await writeFile(join(folder, name), `#!/bin/bash\n${script}\n`);
      await chmod(join(folder, name), 0o755);
    }
    const text = await readFile(join(repository, 'docs', `${page}.md`), 'utf8');
    return new Runbook(chaptersOf(text), scene, folder, [['db1/', 'guest/'] as const, ...Object.entries(replaced)]);
  }

  get headings(): readonly string[] {
    return [...this.#chapters.keys()];
  }

  /** Runs a chapter's commands, which must all succeed; gives what they printed. `before`: lines that come first. */
  async run(heading: string, before = ''): Promise<string> {
    const lines = this.#chapters.get(heading);
    if (lines === undefined) throw new Error(`there is no chapter ${heading}; there are ${this.headings.join(', ')}`);
    let script = lines.join('\n');
    for (const [text, place] of this.#replaced) script = script.replaceAll(text, place);
    const path = [this.#programs, join(repository, 'agent/bin'), join(repository, 'collector/bin'), dirname(process.execPath), process.env['PATH'] ?? '', '/usr/sbin:/sbin'].join(':');
    const env = { PATH: path, STILLPOINT_AGENT_CONFIG: this.#scene.agent.configFile, STILLPOINT_DATASTORE: this.#scene.collector.datastore };
    const { code, stdout, stderr } = await runProgram('bash', ['-euo', 'pipefail', '-c', `${before}\n${script}`], { env });
    expect(code, `${script}\n${stdout}${stderr}`).toBe(0);
    return stdout;
  }
}

function chaptersOf(text: string): Map<string, string[]> {
  const chapters = new Map<string, string[]>();
  let heading = '';
  let inCommands = false;
  for (const line of text.split('\n')) {
    if (line.startsWith('```')) inCommands = !inCommands;
    else if (inCommands) chapters.set(heading, [...(chapters.get(heading) ?? []), line]);
    else if (line.startsWith('## ')) heading = line.slice(3);
  }
  return chapters;
}
