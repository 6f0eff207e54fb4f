// A table of units handed in: stored whole, or shown with the faults of its rows.
import { Modal } from 'antd'
import { useState } from 'react'
import { importOrganisations } from '#contract/organisations.ts'
import type { ReplyOf } from '#contract/route.ts'
import { callWithFile } from '#web/api.ts'
import { FileButton } from '#web/ui/file-button.tsx'
import { RefusalNote } from '#web/ui/refusal-note.tsx'
import { useSay } from '#web/ui/say.ts'
import { useAct } from '#web/ui/use-act.ts'
import { UNITS_KEY } from '../shell/unit-choice.tsx'
import { UNIT_WORDS as W } from './words.ts'

type Found = ReplyOf<typeof importOrganisations>

export function UnitsUpload() {
  const say = useSay()
  const { act, busy, problem } = useAct(UNITS_KEY)
  const [read, setRead] = useState<{ name: string; found: Found }>()
  const choose = async (file: File): Promise<void> => {
    const found = await act(() => callWithFile(importOrganisations, file))
    setRead(found && { name: file.name, found })
  }
  const faults = read?.found.faults ?? []
  return (
    <>
      <FileButton label={say(W.upload)} accept=".xlsx,.csv" disabled={busy} onFile={(file) => void choose(file)} />
      {read !== undefined && faults.length === 0 ? (
        <span role="status">{say(W.imported, { added: read.found.added, unchanged: read.found.unchanged })}</span>
      ) : null}
      {problem === undefined ? null : <RefusalNote problem={problem} />}
      {read !== undefined && faults.length > 0 ? (
        <Modal open width={720} title={read.name} footer={null} onCancel={() => setRead(undefined)}>
          <p>{say(W.faults, { n: faults.length })}</p>
          <ul>
            {faults.map((fault) => (
              <li key={fault.row} className="units-fault">
                {say(W.faultRow, { row: fault.row, because: say(fault) })}
              </li>
            ))}
          </ul>
        </Modal>
      ) : null}
    </>
  )
}
