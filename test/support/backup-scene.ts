/** What most tests of backups begin with: a collector that serves, and an agent with one plan over one folder. */
import { mkdir } from 'node:fs/promises';

import { AgentProcess } from './agent-process.ts';
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
  const tree = folder.at('tree');
  await mkdir(tree);
  await mkdir(folder.at('agent'));
  const collector = stack.use(await CollectorProcess.start(folder.at('datastore')));
  const agent = await AgentProcess.enroll(collector, folder.at('agent'), 'guest', { daily: [{ paths: [tree] }] });
  const opened = stack.move();
  return { folder, tree, collector, agent, [Symbol.asyncDispose]: () => opened.disposeAsync() };
}
