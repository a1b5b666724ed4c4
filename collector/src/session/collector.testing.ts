/**
 * For tests: a collector of real parts (datastore, catalog, TLS server on loopback) in a temporary folder, without the daemon around them.
 */
import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { pino, type Logger } from 'pino';

import { RpcServer } from '@stillpoint/proto/rpc/server.ts';
import { agentService } from '@stillpoint/proto/services.ts';
import { Authority, createAuthority, fingerprint } from '@stillpoint/proto/tls/authority.ts';
import { createToken, formatToken, hashSecret } from '@stillpoint/proto/tls/token.ts';

import { DecisionLog } from '../admin/decision-log.ts';
import { EventBudget } from '../audit/event-budget.ts';
import { tellingOfRefusals } from '../audit/refusing-handlers.ts';
import { CollectionGate } from '../collection/collection-gate.ts';
import { openOwnedCatalog } from '../catalog/catalog-opening.ts';
import { Datastore } from '../datastore/datastore.ts';
import { uuidToHex } from '../identity/agent-id.ts';
import { AgentsDirectory } from '../identity/agents-directory.ts';
import { Enrolment } from '../identity/enrolment.ts';
import { ReadingHost, type ReadingHostOptions } from '../reading/reading-host.ts';
import { RestoreGrants } from '../reading/restore-grants.ts';
import { agentServiceHandlers } from './agent-service.ts';
import { RawAgent } from './raw-agent.testing.ts';
import { SessionHost } from './session-host.ts';

import type { v1 } from '@stillpoint/proto/messages.ts';
import type { HostPort } from '@stillpoint/proto/rpc/address.ts';
import type { KeyAndCertificate } from '@stillpoint/proto/tls/authority.ts';
import type { SqliteCatalog } from '../catalog/sqlite-catalog.ts';
import type { SessionHostOptions, SessionHostParts } from './session-host.ts';

/** Settings, and the parts that a test makes itself. */
export type TestOptions = SessionHostOptions & ReadingHostOptions & Pick<SessionHostParts, 'space'> & { readonly bandwidth?: SessionHostParts['bandwidth'] };

/** The clock of the tests: stands still until it is set. */
export interface TestClock {
  nowMs: number;
}

/** A collector that serves on loopback. Closing it removes its folder, stopping it does not. */
export class TestCollector implements AsyncDisposable {
  readonly directory: string;
  readonly collectorId: string;
  readonly address: HostPort;
  readonly agents: AgentsDirectory;
  readonly catalog: SqliteCatalog;
  readonly datastore: Datastore;
  readonly gate: CollectionGate;
  readonly host: SessionHost;
  readonly grants: RestoreGrants;
  readonly caCertificate: string;
  readonly #stack: AsyncDisposableStack;

  private constructor(parts: Pick<TestCollector, 'directory' | 'collectorId' | 'address' | 'agents' | 'catalog' | 'datastore' | 'gate' | 'host' | 'grants' | 'caCertificate'>, stack: AsyncDisposableStack) {
    this.directory = parts.directory;
    this.collectorId = parts.collectorId;
    this.address = parts.address;
    this.agents = parts.agents;
    this.catalog = parts.catalog;
    this.datastore = parts.datastore;
    this.gate = parts.gate;
    this.host = parts.host;
    this.grants = parts.grants;
    this.caCertificate = parts.caCertificate;
    this.#stack = stack;
  }

  /** Its log is silent unless one is given. */
  static async open(options: TestOptions = {}, clock: () => number = Date.now, logger: Logger = pino({ level: process.env['STILLPOINT_TEST_LOG'] ?? 'silent' })): Promise<TestCollector> {
    const directory = await mkdtemp(join(tmpdir(), 'stillpoint-session-test-'));
    const collectorId = randomUUID();
    await Datastore.create(directory, { collectorId, clock });
    return TestCollector.#serve(directory, await createAuthority(), options, clock, logger);
  }

  static async #serve(directory: string, stored: KeyAndCertificate, options: TestOptions, clock: () => number, logger: Logger): Promise<TestCollector> {
    await using stack = new AsyncDisposableStack();
    stack.defer(() => rm(directory, { recursive: true, force: true }));
    const datastore = stack.use(await Datastore.open(directory, { mode: 'owner', clock }));
    const { catalog } = await openOwnedCatalog({ file: join(directory, 'catalog.sqlite'), datastore });
    stack.use(catalog);
    const agents = await AgentsDirectory.open(catalog, new DecisionLog(datastore.journal, catalog));
    const authority = await Authority.open(stored);
    const events = stack.use(new EventBudget({ decide: agents.decide, nameOf: (agentId) => agents.find(uuidToHex(agentId))?.name, clock, logger }));
    const gate = new CollectionGate();
    const grants = new RestoreGrants(clock);
    const host = stack.use(await SessionHost.open({ catalog, datastore, agents, gate, space: options.space, bandwidth: options.bandwidth, clock, logger }, options));
    const readings = stack.use(new ReadingHost({ catalog, packs: datastore.packs, gate, agents, grants, clock, logger }, options));
    const enrolment = new Enrolment({ agents, authority, collectorId: datastore.collectorId, clock, logger });
    const server = stack.use(new RpcServer({ anonymousPaths: AgentsDirectory.anonymousPaths, authorize: agents.authorize, onCallRefused: (error, peer, path) => events.refused(error, peer, path), onRefused: (error, address) => events.connectionRefused(error, address), onHandlerFailure: (error) => logger.error({ err: error }, 'a call failed') }));
    server.implement(agentService, tellingOfRefusals(agentServiceHandlers({ host, readings, enrolment, agents, catalog, collectorId: datastore.collectorId, clock }), events));
    const identity = await authority.issueCollector(datastore.collectorId);
    const address = await server.listenTls({ host: '127.0.0.1', port: 0 }, { ...identity, caCertificate: stored.certificate });
    return new TestCollector({ directory, collectorId: datastore.collectorId, address, agents, catalog, datastore, gate, host, grants, caCertificate: stored.certificate }, stack.move());
  }

  /** A token as an administrator would make it. */
  async token(token: v1.TokenCreated.$Properties = {}): Promise<string> {
    const made = createToken({ caFingerprint: fingerprint(this.caCertificate), collectorId: this.collectorId }, randomBytes);
    await this.agents.decide({
      actor: 'test',
      tokenCreated: { tokenId: made.tokenId, secretHash: Buffer.from(hashSecret(made.secret), 'hex'), expiresMs: Date.now() + 3_600_000, uses: 1, ...token },
    });
    return formatToken(made);
  }

  /** An enrolled agent. */
  async agent(name: string, hello?: v1.Hello.$Properties): Promise<RawAgent> {
    return RawAgent.enroll(this.address, await this.token(), name, hello);
  }

  /** A further connection of an agent. */
  async connect(agent: RawAgent): Promise<RawAgent> {
    return RawAgent.connect(this.address, agent, { ca: { certificate: this.caCertificate }, collectorId: this.collectorId });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#stack.disposeAsync();
  }
}

