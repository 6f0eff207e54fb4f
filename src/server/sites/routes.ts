// Routes of the overview, the site list and the site page.
import {
  listReadings as listReadingsRoute,
  listSites as listSitesRoute,
  listVerdicts as listVerdictsRoute,
  readMap as readMapRoute,
  readSeries as readSeriesRoute,
  readSite as readSiteRoute,
} from '#contract/sites.ts'
import { isRefusal, type Refusal } from '#kit/refusal.ts'
import { type Deps, type ServedRoute, serve } from '../http/serve.ts'
import { findSite, listSites, listVerdicts, readMap, readSite } from './queries.ts'
import { listReadings } from './reading-rows.ts'
import { readSeries } from './series.ts'
import type { SiteRecord } from './site-rows.ts'

export function siteRoutes({ db, now }: Deps): ServedRoute[] {
  const atSite = async <T>(code: string, work: (site: SiteRecord) => Promise<T>): Promise<T | Refusal> => {
    const site = await findSite(db, code)
    return isRefusal(site) ? site : work(site)
  }
  return [
    serve(listSitesRoute, ({ query }) => listSites(db, query, now())),
    serve(readMapRoute, () => readMap(db, now())),
    serve(readSiteRoute, ({ params }) => atSite(params.code, (site) => readSite(db, site, now()))),
    serve(listReadingsRoute, ({ params, query }) => atSite(params.code, (site) => listReadings(db, site, query))),
    serve(readSeriesRoute, ({ params, query }) => atSite(params.code, (site) => readSeries(db, site, query, now()))),
    serve(listVerdictsRoute, ({ params, query }) => atSite(params.code, (site) => listVerdicts(db, site.id, query))),
  ]
}
