// Routes of the register of projects, of what is entered of them, of tables handed in, and of the reserve pool.
import * as wire from '#contract/projects.ts'
import { isRefusal } from '#kit/refusal.ts'
import { beijingDate } from '#kit/time.ts'
import { type Deps, type ServedRoute, serve } from '../http/serve.ts'
import { readTableFile, readUpload } from '../http/upload.ts'
import { addProject, enterProject, withdrawProjectEntry } from './enter.ts'
import { importProjects, readTable } from './import.ts'
import { readProject } from './one-project.ts'
import { listProjects } from './queries.ts'
import { listReserve } from './reserve.ts'

export const projectRoutes = ({ db, now }: Deps): ServedRoute[] => {
  const today = (): string => beijingDate(now())
  return [
    serve(wire.listProjects, ({ params, query: { page, pageSize, ...filter } }) =>
      listProjects(db, { planId: params.plan, filter, page, pageSize, today: today() }),
    ),
    serve(wire.listReserve, ({ params, query }) =>
      listReserve(db, { planId: params.plan, ...query, ready: query.ready, today: today() }),
    ),
    serve(wire.readProject, ({ params }) =>
      readProject(db, { planId: params.plan, projectId: params.project, today: today() }),
    ),
    serve(wire.addProject, ({ params, body, account }) =>
      addProject(db, { planId: params.plan, ...body, by: account.name }),
    ),
    serve(wire.enterProject, ({ params, body, account }) =>
      enterProject(db, { planId: params.plan, projectId: params.project, ...body, by: account.name }),
    ),
    serve(wire.withdrawProjectEntry, ({ params: { plan, project, of, id }, body, account }) =>
      withdrawProjectEntry(db, { planId: plan, projectId: project, of, id, ...body, by: account.name }),
    ),
    serve(wire.readProjectFile, async ({ params, http }) => {
      const bytes = await readUpload(http, 'projects')
      if (isRefusal(bytes)) return bytes
      const rows = await readTableFile(bytes, 'projects')
      if (isRefusal(rows)) return rows
      return readTable(db, { planId: params.plan, rows, today: today() })
    }),
    serve(wire.importProjects, ({ params, body, account }) =>
      importProjects(db, { planId: params.plan, ...body, by: account.name }),
    ),
  ]
}
