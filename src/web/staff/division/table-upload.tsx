// A filled-in table of the division: read first, with the faults of its rows, proposed only when a person confirms.
import { Modal } from 'antd'
import { useState } from 'react'
import { proposeDivision, readDivisionFile } from '#contract/division.ts'
import type { ReplyOf } from '#contract/route.ts'
import { call, callWithFile } from '#web/api.ts'
import { FileButton } from '#web/ui/file-button.tsx'
import { RefusalNote } from '#web/ui/refusal-note.tsx'
import { useSay } from '#web/ui/say.ts'
import { useAct } from '#web/ui/use-act.ts'
import { DIVISION_KEY } from './queries.ts'
import { DIVISION_WORDS as W } from './words.ts'

type Found = ReplyOf<typeof readDivisionFile>

export function TableUpload({ plan }: { plan: string }) {
  const say = useSay()
  const { act, busy, problem } = useAct(DIVISION_KEY)
  const [read, setRead] = useState<{ name: string; found: Found }>()
  const [done, setDone] = useState<string>()
  const choose = async (file: File): Promise<void> => {
    setDone(undefined)
    const found = await act(() => callWithFile(readDivisionFile, file, { params: { plan } }))
    if (found) setRead({ name: file.name, found })
  }
  const propose = async (entries: Found['entries']): Promise<void> => {
    const told = await act(() => call(proposeDivision, { params: { plan }, body: { entries } }))
    if (!told) return
    setRead(undefined)
    setDone(say(W.proposed, told))
  }
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
          okText={say(W.propose, { n: read.found.entries.length })}
          okButtonProps={{ disabled: read.found.entries.length === 0 }}
          cancelText={say(W.cancel)}
          confirmLoading={busy}
          onOk={() => void propose(read.found.entries)}
          onCancel={() => setRead(undefined)}
        >
          <p>{say(W.read, { entries: read.found.entries.length, faults: read.found.faults.length })}</p>
          <ul>
            {read.found.faults.map((fault) => (
              <li key={fault.row} className="division-fault">
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
