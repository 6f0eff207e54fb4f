// A filled-in table of a return: read first with the faults of its rows, then put into the form, where it can still be changed.
import { Modal } from 'antd'
import { useState } from 'react'
import { type EntryDraft, readReturnFile } from '#contract/progress.ts'
import type { ReplyOf } from '#contract/route.ts'
import { callWithFile } from '#web/api.ts'
import { FileButton } from '#web/ui/file-button.tsx'
import { RefusalNote } from '#web/ui/refusal-note.tsx'
import { useSay } from '#web/ui/say.ts'
import { useAct } from '#web/ui/use-act.ts'
import { PROGRESS_WORDS as W } from './words.ts'

type Found = ReplyOf<typeof readReturnFile>
type Props = { plan: string; caseId: number; onTake: (entries: readonly EntryDraft[]) => void }

export function ReturnFile({ plan, caseId, onTake }: Props) {
  const say = useSay()
  const { act, busy, problem } = useAct(['nothing'])
  const [read, setRead] = useState<{ name: string; found: Found }>()
  const choose = async (file: File): Promise<void> => {
    const found = await act(() => callWithFile(readReturnFile, file, { params: { plan, case: caseId } }))
    if (found) setRead({ name: file.name, found })
  }
  return (
    <>
      <FileButton label={say(W.upload)} accept=".xlsx,.csv" disabled={busy} onFile={(file) => void choose(file)} />
      {problem === undefined ? null : <RefusalNote problem={problem} />}
      {read === undefined ? null : (
        <Modal
          open
          width={720}
          title={read.name}
          okText={say(W.take, { n: read.found.entries.length })}
          okButtonProps={{ disabled: read.found.entries.length === 0 }}
          cancelText={say(W.cancel)}
          onOk={() => {
            onTake(read.found.entries)
            setRead(undefined)
          }}
          onCancel={() => setRead(undefined)}
        >
          <p>{say(W.readEntries, { entries: read.found.entries.length, faults: read.found.faults.length })}</p>
          <ul>
            {read.found.faults.map((fault) => (
              <li key={`${fault.row} ${fault.en}`} className="progress-late">
                {say(W.faultRow, { row: fault.row })}：{say(fault)}
              </li>
            ))}
          </ul>
        </Modal>
      )}
    </>
  )
}
