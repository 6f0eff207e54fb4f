// The HTTP server, wired by hand: every feature's routes behind one door.
import type { Database } from '#platform/database.ts'
import type { Log } from '#platform/log.ts'
import { type OutboundRules, parseOutboundRules } from '#platform/outbound.ts'
import { findApiKey } from './access/api-keys.ts'
import { refusePermission } from './access/door.ts'
import { accessRoutes } from './access/routes.ts'
import { findAccount, isSessionAlive } from './access/sessions.ts'
import { appraisalDownloads } from './appraisal/downloads.ts'
import { appraisalRoutes } from './appraisal/routes.ts'
import { appraisalSources } from './appraisal-sources.ts'
import { calendarRoutes } from './calendar/routes.ts'
import { gatherFacts } from './deviation-facts.ts'
import { deviceRoutes } from './devices/routes.ts'
import { divisionDownloads } from './division/downloads.ts'
import { divisionRoutes } from './division/routes.ts'
import { downloadRoutes } from './downloads/routes.ts'
import { evaluationRoutes } from './evaluation/routes.ts'
import { evidenceRoutes } from './evidence/routes.ts'
import { forwardingRoutes } from './forwarding/routes.ts'
import { buildApp } from './http/app.ts'
import type { Deps, ServedRoute } from './http/serve.ts'
import { importDownloads } from './imports/downloads.ts'
import { failInterrupted, type ImportQueue, startImportQueue } from './imports/queue.ts'
import { importRoutes } from './imports/routes.ts'
import { indicatorDownloads } from './indicators/downloads.ts'
import { indicatorRoutes } from './indicators/routes.ts'
import { intakeDownloads } from './intake/downloads.ts'
import { intakeRoutes } from './intake/routes.ts'
import { type Hub, startHub } from './live/hub.ts'
import { type GatewayStatus, type GatewayTrouble, statusRoutes } from './live/routes.ts'
import { serveLive } from './live/stream.ts'
import { readMetrics } from './metrics/read-metrics.ts'
import { organisationDownloads } from './organisations/downloads.ts'
import { organisationRoutes } from './organisations/routes.ts'
import { planDownloads } from './plans/downloads.ts'
import { planRoutes } from './plans/routes.ts'
import { procedureDownloads } from './procedures/downloads.ts'
import { procedureRoutes } from './procedures/routes.ts'
import { startCaseTimer } from './procedures/timer.ts'
import { progressDownloads } from './progress/downloads.ts'
import { progressRoutes } from './progress/routes.ts'
import { projectDownloads } from './projects/downloads.ts'
import { projectRoutes } from './projects/routes.ts'
import { qualityRoutes } from './quality/routes.ts'
import { loadPackRules } from './quality/rule-store.ts'
import { caseHooks } from './reactions.ts'
import { reportSources } from './report-sources.ts'
import { alsoStartingReports } from './reports/by-clock.ts'
import { failUnfinished, openWorkshop, type Workshop } from './reports/make.ts'
import { reportRoutes } from './reports/routes.ts'
import { sensorThings } from './sensorthings/interface.ts'
import { siteDownloads } from './sites/downloads.ts'
import { siteRoutes } from './sites/routes.ts'
import { standardDownloads } from './standards/downloads.ts'
import { standardRoutes } from './standards/routes.ts'
import { successionDownloads } from './succession/downloads.ts'
import { successionRoutes } from './succession/routes.ts'
import { supervisionDownloads } from './supervision/downloads.ts'
import { supervisionRoutes } from './supervision/routes.ts'
import { traceRoutes } from './trace/routes.ts'
import { visitRoutes } from './visits/routes.ts'
import { waysInRoutes } from './ways-in/routes.ts'
import { sampleRoutes } from './ways-in/samples/routes.ts'
import { webhookRoutes } from './webhooks/routes.ts'
import { startWebhookWorker } from './webhooks/worker.ts'

export type { GatewayTrouble }

export type ServerOptions = {
  db: Database
  host: string
  port: number
  webDir: string
  uploadDir: string
  /** Folder of the files that are kept for good. */
  filesDir: string
  log: Log
  gateway: GatewayStatus
  /** Holds every reply against the contract; by default where `SHANSHUI_CHECK_REPLIES` is set. */
  checkReplies?: boolean
  now?: () => number
}

export type Server = { url: string; stop: () => Promise<void> }

/** Listens; a port of 0 takes a free one. Rejects with one sentence where the port cannot be had. */
export async function startServer(options: ServerOptions): Promise<Server> {
  const { db, log, uploadDir, now = Date.now } = options
  const deps: Deps = { db, log, now, uploadDir }
  const hub = await startHub(db, log.child('live'))
  const live = serveLive(hub, { isSessionAlive: (token) => isSessionAlive(db, token) })
  const queue = startImportQueue(db, log.child('imports'))
  await failInterrupted(db)
  await failUnfinished(db)
  const workshop = openWorkshop({ db, log: log.child('reports'), sources: reportSources, now })
  const outbound = parseOutboundRules(process.env.SHANSHUI_OUTBOUND_ALLOW)
  const cases = startCaseTimer({ db, log: log.child('cases'), now, hooks: alsoStartingReports(caseHooks, workshop) })
  const webhooks = await startWebhookWorker({ db, log: log.child('webhooks'), now, rules: outbound })
  const app = await buildApp({
    routes: routesOf(deps, { hub, queue, outbound, workshop }, options),
    streams: [live.stream],
    foreign: [sensorThings(deps)],
    findAccount: (token) => findAccount(db, token),
    findKey: (secret) => findApiKey(db, secret),
    refusePermission,
    checkReplies: options.checkReplies ?? Boolean(process.env.SHANSHUI_CHECK_REPLIES),
    whyNotReady: async () => (await whyNoStore(db)) ?? options.gateway.trouble()?.because,
    readMetrics: () => readMetrics(db),
    webDir: options.webDir,
    log,
  })
  const stop = async (): Promise<void> => {
    live.stop()
    await app.close()
    await webhooks.stop()
    await cases.stop()
    await workshop.idle()
    await queue.stop()
    await hub.stop()
  }
  try {
    return { url: await app.listen({ host: options.host, port: options.port }), stop }
  } catch (error) {
    await stop()
    throw portFault(error, options)
  }
}

const routesOf = (
  deps: Deps,
  { hub, queue, outbound, workshop }: { hub: Hub; queue: ImportQueue; outbound: OutboundRules; workshop: Workshop },
  { gateway, filesDir }: ServerOptions,
): ServedRoute[] => [
  ...accessRoutes(deps),
  ...statusRoutes(deps, hub, gateway),
  ...siteRoutes(deps),
  ...evaluationRoutes(deps),
  ...intakeRoutes(deps),
  ...deviceRoutes(deps),
  ...importRoutes(deps, queue),
  ...planRoutes(deps, loadPackRules),
  ...successionRoutes(deps),
  ...procedureRoutes(deps, caseHooks),
  ...divisionRoutes(deps),
  ...projectRoutes(deps),
  ...organisationRoutes(deps),
  ...calendarRoutes(deps),
  ...evidenceRoutes(deps, filesDir),
  ...progressRoutes(deps, caseHooks),
  ...appraisalRoutes(deps, { sources: appraisalSources, hooks: caseHooks }),
  ...supervisionRoutes(deps, gatherFacts),
  ...reportRoutes(deps, workshop),
  ...visitRoutes(deps),
  ...indicatorRoutes(deps),
  ...standardRoutes(deps),
  ...traceRoutes(deps),
  ...qualityRoutes(deps),
  ...waysInRoutes(deps),
  ...sampleRoutes(deps),
  ...forwardingRoutes(deps),
  ...webhookRoutes(deps, outbound),
  ...downloadRoutes(deps, [
    ...siteDownloads(deps),
    ...indicatorDownloads(deps),
    ...planDownloads(deps),
    ...successionDownloads(deps),
    ...divisionDownloads(deps),
    ...projectDownloads(deps),
    ...progressDownloads(deps),
    ...appraisalDownloads(deps, appraisalSources),
    ...supervisionDownloads(deps),
    ...organisationDownloads(deps),
    ...procedureDownloads(deps),
    ...standardDownloads(deps),
    ...intakeDownloads(deps),
    ...importDownloads(deps),
  ]),
]

/** Why the store cannot be read; undefined where it can and has its shape. */
const whyNoStore = (db: Database): Promise<string | undefined> =>
  db.query('select 1 from schema_migration limit 1').then(
    (rows) => (rows.length > 0 ? undefined : 'the store has no tables'),
    (error: unknown) => (error instanceof Error ? error.message : String(error)),
  )

function portFault(error: unknown, { host, port }: ServerOptions): unknown {
  const { code } = error as NodeJS.ErrnoException
  if (code === 'EADDRINUSE') {
    return new Error(`Cannot start as port ${port} on ${host} is taken: choose another with --http`, { cause: error })
  }
  if (code === 'EACCES') {
    return new Error(`Cannot start as port ${port} on ${host} is not allowed: choose one above 1023 with --http`, {
      cause: error,
    })
  }
  return error
}
