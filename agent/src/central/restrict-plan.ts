/**
 * What agent.toml has to say to a plan that the collector defines: which of its paths and databases `[allow]` covers. Which keys such a plan may have at all is settled in
 * proto/src/plan/central-plan.ts before.
 */
import type { Confinement, PlanConfig, SourceConfig, SqliteSourceConfig } from '@stillpoint/proto/plan/plan-config.ts';
import { pathGlobs } from '@stillpoint/proto/plan/sqlite-globs.ts';
import { normalPath } from '@stillpoint/proto/text/normal-path.ts';

import type { AgentConfig, CentralAllowance } from '../config/agent-config.ts';
import { ownPathsOf } from '../encryption/key-store.ts';
import { confinementFault } from '../source/confined-path.ts';

/** What of the guest's configuration counts. */
export type GuestPermission = Pick<AgentConfig, 'allow' | 'stateDirectory' | 'encryption'>;

/** Something that is not permitted; `source` is empty for the plan itself. */
export interface PermissionFault {
  readonly source: string;
  readonly field: string;
  readonly reason: string;
}

/** Where such a plan has to stay. */
export function confinementOf(permission: GuestPermission): Confinement {
  return { within: permission.allow.read, except: ownPathsOf(permission) };
}

/** Everything in the plan that agent.toml does not permit, as the guest is now. Asks the filesystem where paths lead. */
export function findPermissionFaults(plan: PlanConfig, permission: GuestPermission): PermissionFault[] {
  const confinement = confinementOf(permission);
  const faults = plan.sources.flatMap((source) => faultsOf(source, permission, confinement));
  if (plan.system === true && !permission.allow.read.includes('/')) faults.push({ source: '', field: 'system', reason: 'facts about the whole guest are only for plans that may read "/"' });
  return faults;
}

/** The plan with its sources kept where they have to stay, for whatever reads them later. */
export function confined(plan: PlanConfig, revision: number, permission: GuestPermission): PlanConfig {
  const confinement = confinementOf(permission);
  const sources = plan.sources.map((source): SourceConfig => (source.kind === 'files' || source.kind === 'sqlite' ? { ...source, confinement } : source));
  return { ...plan, sources, central: { revision } };
}

function faultsOf(source: SourceConfig, { allow }: GuestPermission, confinement: Confinement): PermissionFault[] {
  const fault = (field: string, reason: string): PermissionFault => ({ source: source.name, field, reason });
  const pathFaults = (field: string, paths: readonly string[]): PermissionFault[] =>
    paths.flatMap((path) => confinementFault(path, confinement, 'keep') ?? []).map((reason) => fault(field, reason));
  switch (source.kind) {
    case 'files':
      return [...pathFaults('paths', source.paths), ...pathFaults('require_mounts', source.requireMounts)];
    case 'sqlite':
      return [...databaseFaults(source, allow), ...sqliteFaults(source, confinement).map((reason) => fault('paths', reason))];
    case 'postgres':
    case 'mariadb':
    case 'mysql':
    case 'redis':
      return databaseFaults(source, allow);
    case 'command':
      // Not among the kinds that such a plan can have; said here too, so that nothing runs when that is ever changed.
      return [fault('kind', 'commands stand in agent.toml of the guest and nowhere else')];
  }
}

function databaseFaults({ name, kind }: SourceConfig, { databases }: CentralAllowance): PermissionFault[] {
  return databases ? [] : [{ source: name, field: 'kind', reason: `${kind} is a database, and [allow] of agent.toml does not have databases = true` }];
}

/** SQLite follows links to the end. Of a pattern, the folders before its first wildcard are looked at; what it finds is, when it is read. */
function sqliteFaults({ paths }: SqliteSourceConfig, confinement: Confinement): string[] {
  return paths.flatMap((text) => {
    const names = pathGlobs(text).map(({ literal }) => literal);
    const open = names.indexOf(undefined);
    // A byte that is written as \x2f is a slash, too.
    const path = normalPath(`/${names.slice(0, open < 0 ? names.length : open).join('/')}`);
    if (path === undefined || names.slice(open < 0 ? names.length : open).some((name) => name?.includes('/') === true)) return [`${text} has ".." or a written slash in it`];
    return confinementFault(path, confinement, 'follow') ?? [];
  });
}
