/** What most tests of backups begin with: a collector that serves, and an agent with one plan over one folder. */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';

import { inject } from 'vitest';

import { AgentProcess } from './agent-process.ts';
import { outputOf } from './child-program.ts';
import { CollectorProcess } from './collector-process.ts';
import { TestFolder } from './test-folder.ts';

/** Whoever opens it disposes of it. */
export interface BackupScene extends AsyncDisposable {
  readonly folder: TestFolder;
  /** What the agent's plan `daily` takes; in `folder`. */
  readonly tree: string;
  readonly collector: CollectorProcess;
  /** Enrolled as `guest`. */
  readonly agent: AgentProcess;
}

/** A scene whose tree is empty. */
export async function openBackupScene(): Promise<BackupScene> {
  await using stack = new AsyncDisposableStack();
  const folder = stack.use(await TestFolder.make());
  const template = inject('enrolledTemplate');
  await outputOf('cp', ['-a', join(template, 'datastore'), join(template, 'agent'), folder.path]);
  const tree = folder.at('tree');
  await mkdir(tree);
  const collector = stack.use(CollectorProcess.at(folder.at('datastore')));
  await collector.serve();
  const agent = await AgentProcess.enrolled(collector, folder.at('agent'), 'guest', { daily: [{ paths: [tree] }] });
  const opened = stack.move();
  return { folder, tree, collector, agent, [Symbol.asyncDispose]: () => opened.disposeAsync() };
}
