// Routes of the division of labour and of what is not covered: the list, a table read before it is stored, and what is proposed.
import { readCoverage as coverageRoute } from '#contract/coverage.ts'
import {
  readUnitCalendar as calendarRoute,
  listDivision as listRoute,
  readMatrix as matrixRoute,
  proposeDivision as proposeRoute,
  readDivisionFile,
} from '#contract/division.ts'
import { refuseUnitName } from '#domain/organisations/organisation.ts'
import { readDivision } from '#domain/plans/division.ts'
import { isRefusal } from '#kit/refusal.ts'
import { beijingDate } from '#kit/time.ts'
import { originOf } from '../http/security.ts'
import { type Deps, type ServedRoute, serve } from '../http/serve.ts'
import { readTableFile, readUpload } from '../http/upload.ts'
import { loadRegister } from '../organisation-register.ts'
import { findPlan } from '../plan-store.ts'
import { loadPerson } from '../procedures/posts.ts'
import { readCoverage } from './coverage.ts'
import { readMatrix } from './matrix.ts'
import { proposeDivision } from './propose.ts'
import { listDivision } from './queries.ts'
import { readUnitCalendar } from './unit-calendar.ts'

export const divisionRoutes = ({ db, now }: Deps): ServedRoute[] => [
  serve(listRoute, ({ params, query }) => listDivision(db, params.plan, query)),
  serve(matrixRoute, ({ params, query }) => readMatrix(db, params.plan, query)),
  serve(calendarRoute, ({ params, query, http }) =>
    readUnitCalendar(db, { id: params.id, language: query.lang, origin: originOf(http.request), now: now() }),
  ),
  serve(coverageRoute, ({ params, query }) => readCoverage(db, params.plan, query)),
  serve(readDivisionFile, async ({ params, http }) => {
    const model = await findPlan(db, params.plan)
    if (isRefusal(model)) return model
    const bytes = await readUpload(http, 'division')
    if (isRefusal(bytes)) return bytes
    const rows = await readTableFile(bytes, 'division')
    if (isRefusal(rows)) return rows
    const register = await loadRegister(db)
    return readDivision(rows, {
      obligations: model.obligations,
      period: model.pack.about.period,
      refuseUnit: (name) => refuseUnitName(name, register, beijingDate(now())),
    })
  }),
  serve(proposeRoute, async ({ params, body, account }) =>
    proposeDivision(db, { planId: params.plan, ...body, by: await loadPerson(db, account), at: now() }),
  ),
]
