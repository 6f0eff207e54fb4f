// A filled-in table of money or particulars: read first, with the faults of its rows, stored only when a person confirms.
import { Modal } from 'antd'
import { useState } from 'react'
import { importProjects, readProjectFile } from '#contract/projects.ts'
import type { ReplyOf } from '#contract/route.ts'
import { call, callWithFile } from '#web/api.ts'
import { FileButton } from '#web/ui/file-button.tsx'
import { RefusalNote } from '#web/ui/refusal-note.tsx'
import { useSay } from '#web/ui/say.ts'
import { useAct } from '#web/ui/use-act.ts'
import { PROJECTS_KEY } from './queries.ts'
import { PROJECT_WORDS as W } from './words.ts'

type Found = ReplyOf<typeof readProjectFile>

export function TableUpload({ plan }: { plan: string }) {
  const say = useSay()
  const { act, busy, problem } = useAct(PROJECTS_KEY)
  const [read, setRead] = useState<{ name: string; found: Found }>()
  const [done, setDone] = useState<string>()
  const choose = async (file: File): Promise<void> => {
    setDone(undefined)
    const found = await act(() => callWithFile(readProjectFile, file, { params: { plan } }))
    if (found) setRead({ name: file.name, found })
  }
  const store = async (name: string, { money, particulars, milestones }: Found): Promise<void> => {
    const body = { money, particulars, milestones, reason: say(W.importReason, { name }).slice(0, 300) }
    const told = await act(() => call(importProjects, { params: { plan }, body }))
    if (!told) return
    setRead(undefined)
    setDone(say(W.stored, told))
  }
  const rows =
    read === undefined ? 0 : read.found.money.length + read.found.particulars.length + read.found.milestones.length
  return (
    <>
      <FileButton label={say(W.upload)} accept=".xlsx,.csv" disabled={busy} onFile={(file) => void choose(file)} />
      {done === undefined ? null : <span role="status">{done}</span>}
      {problem !== undefined && read === undefined ? <RefusalNote problem={problem} /> : null}
      {read === undefined ? null : (
        <Modal
          open
          width={720}
          title={read.name}
          okText={say(W.store, { n: rows })}
          okButtonProps={{ disabled: rows === 0 }}
          cancelText={say(W.cancel)}
          confirmLoading={busy}
          onOk={() => void store(read.name, read.found)}
          onCancel={() => setRead(undefined)}
        >
          <p>
            {say(W.read, {
              money: read.found.money.length,
              particulars: read.found.particulars.length,
              milestones: read.found.milestones.length,
              faults: read.found.faults.length,
            })}
          </p>
          <ul>
            {read.found.faults.map((fault) => (
              <li key={fault.row} className="projects-fault">
                {say(W.faultRow, { row: fault.row })}：{say(fault)}
              </li>
            ))}
          </ul>
          {problem === undefined ? null : <RefusalNote problem={problem} />}
        </Modal>
      )}
    </>
  )
}
