// Routes of the register of units.
import * as contract from '#contract/organisations.ts'
import { readOrganisations } from '#domain/organisations/organisation-table.ts'
import { isRefusal } from '#kit/refusal.ts'
import { type Deps, type ServedRoute, serve } from '../http/serve.ts'
import { readTableFile, readUpload } from '../http/upload.ts'
import { loadRegister } from '../organisation-register.ts'
import { addOrganisation, addOrganisations, changeOrganisation, closeOrganisation } from './commands.ts'
import { listOrganisations, readOrganisation } from './queries.ts'

export const organisationRoutes = ({ db }: Deps): ServedRoute[] => [
  serve(contract.listOrganisations, ({ query }) => listOrganisations(db, query)),
  serve(contract.readOrganisation, ({ params }) => readOrganisation(db, params.id)),
  serve(contract.addOrganisation, ({ body, account }) => addOrganisation(db, { ...body, by: account.name })),
  serve(contract.changeOrganisation, ({ params, body, account }) =>
    changeOrganisation(db, { ...body, id: params.id, by: account.name }),
  ),
  serve(contract.closeOrganisation, ({ params, body, account }) =>
    closeOrganisation(db, { ...body, id: params.id, by: account.name }),
  ),
  serve(contract.importOrganisations, async ({ http, account }) => {
    const bytes = await readUpload(http, 'organisations')
    if (isRefusal(bytes)) return bytes
    const rows = await readTableFile(bytes, 'organisations')
    if (isRefusal(rows)) return rows
    const table = readOrganisations(rows, await loadRegister(db))
    if (isRefusal(table)) return table
    const { entries, unchanged, faults } = table
    if (faults.length > 0) return { added: 0, unchanged, faults }
    const done = await addOrganisations(db, entries, account.name)
    return isRefusal(done) ? done : { ...done, unchanged, faults }
  }),
]
