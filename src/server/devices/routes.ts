// Routes of devices: list, page, profiles, packets, commands, gaps, file.
import {
  acceptProfile as acceptRoute,
  addEntry as addEntryRoute,
  askCommands as askRoute,
  cancelCommand as cancelRoute,
  changeProfile as changeRoute,
  dismissGaps as dismissRoute,
  encodeFrame as encodeRoute,
  changeEncryption as encryptionRoute,
  fetchGaps as fetchRoute,
  listCommandForms,
  listCommands as listCommandsRoute,
  listDevices as listDevicesRoute,
  listPackets as listPacketsRoute,
  listUnknown as listUnknownRoute,
  readCommand as readCommandRoute,
  readDevice as readDeviceRoute,
  readProposal as readProposalRoute,
  tryFrame as tryRoute,
  withdrawEntry as withdrawRoute,
} from '#contract/devices.ts'
import { registerDevice as registerRoute } from '#contract/intake.ts'
import { type Deps, type ServedRoute, serve } from '../http/serve.ts'
import { askCommands, cancelCommand, dismissGaps, fetchGaps } from './ask.ts'
import { listCommands, listForms, readCommand } from './command-queries.ts'
import { readDevice } from './device.ts'
import { changeEncryption } from './encryption.ts'
import { addEntry, withdrawEntry } from './entries.ts'
import { listDevices } from './list.ts'
import { encodeFrame, listPackets, tryFrame } from './packets.ts'
import { acceptProfile, changeProfile } from './profiles.ts'
import { listUnknown, readProposal } from './proposal.ts'
import { registerDevice } from './register.ts'

export const deviceRoutes = ({ db }: Deps): ServedRoute[] => [
  serve(listDevicesRoute, ({ query }) => listDevices(db, query)),
  serve(registerRoute, ({ body, account }) => registerDevice(db, account, body)),
  serve(listUnknownRoute, () => listUnknown(db)),
  serve(readDeviceRoute, ({ params }) => readDevice(db, params.mn)),
  serve(readProposalRoute, ({ params }) => readProposal(db, params.mn)),
  serve(acceptRoute, ({ params, body, account }) => acceptProfile(db, account, params.mn, body)),
  serve(changeRoute, ({ params, body, account }) => changeProfile(db, account, params.mn, body)),
  serve(encryptionRoute, ({ params, body, account, key }) => changeEncryption(db, { account, key }, params.mn, body)),
  serve(listPacketsRoute, ({ params, query }) => listPackets(db, params.mn, query)),
  serve(tryRoute, ({ body }) => tryFrame(body)),
  serve(encodeRoute, ({ body }) => encodeFrame(body)),
  serve(listCommandForms, ({ query }) => listForms(query)),
  serve(listCommandsRoute, ({ params, query }) => listCommands(db, params.mn, query)),
  serve(readCommandRoute, ({ params }) => readCommand(db, params.id)),
  serve(askRoute, ({ params, body, account, key }) => askCommands(db, { account, key }, params.mn, body)),
  serve(cancelRoute, ({ params, body, account, key }) => cancelCommand(db, { account, key }, params.id, body.reason)),
  serve(fetchRoute, ({ params, body, account, key }) => fetchGaps(db, { account, key }, params.mn, body)),
  serve(dismissRoute, ({ params, body, account, key }) => dismissGaps(db, { account, key }, params.mn, body)),
  serve(addEntryRoute, ({ params, body, account }) => addEntry(db, account, params.mn, body)),
  serve(withdrawRoute, ({ params, body, account }) =>
    withdrawEntry(db, account, { mn: params.mn, id: params.id, reason: body.reason }),
  ),
]
