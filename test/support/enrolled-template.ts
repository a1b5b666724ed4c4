/**
 * A datastore with one enrolled agent, made once for all end-to-end tests: each scene begins with a copy, which costs nothing beside the four programs that
 * make one.
 */
import { mkdir } from 'node:fs/promises';

import type { TestProject } from 'vitest/node';

import { AgentProcess } from './agent-process.ts';
import { CollectorProcess } from './collector-process.ts';
import { TestFolder } from './test-folder.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** A folder with `datastore`, and the configuration and state of its agent `guest` in `agent`. */
    readonly enrolledTemplate: string;
  }
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await TestFolder.make();
  await using collector = await CollectorProcess.start(folder.at('datastore'));
  await mkdir(folder.at('agent'));
  await AgentProcess.enroll(collector, folder.at('agent'), 'guest', {});
  await collector.stop();
  project.provide('enrolledTemplate', folder.path);
  return () => folder[Symbol.asyncDispose]();
}
