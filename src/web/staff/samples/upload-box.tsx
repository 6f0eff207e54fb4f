// A filled-in table: read first, with the faults of its rows, stored only when a person confirms.
import { Button, Input, Modal } from 'antd'
import { useState } from 'react'
import type { ReplyOf } from '#contract/route.ts'
import { readSampleFile, recordSamples } from '#contract/samples.ts'
import { call, callWithFile } from '#web/api.ts'
import { FileButton } from '#web/ui/file-button.tsx'
import { RefusalNote } from '#web/ui/refusal-note.tsx'
import { useSay } from '#web/ui/say.ts'
import { useAct } from '#web/ui/use-act.ts'
import { SAMPLES_KEY } from './queries.ts'
import { SAMPLE_WORDS as W } from './words.ts'

type Read = ReplyOf<typeof readSampleFile>
type Props = { onSaved: (text: string) => void }

export function UploadBox({ onSaved }: Props) {
  const say = useSay()
  const { act, busy, problem } = useAct(SAMPLES_KEY)
  const [read, setRead] = useState<{ name: string; found: Read }>()
  const [reason, setReason] = useState('')
  const choose = async (file: File): Promise<void> => {
    const found = await act(() => callWithFile(readSampleFile, file))
    if (found) setRead({ name: file.name, found })
  }
  const store = async ({ name, found }: { name: string; found: Read }): Promise<void> => {
    const saved = await act(() => call(recordSamples, { body: { entries: found.entries, reason, origin: name } }))
    if (!saved) return
    setRead(undefined)
    onSaved(say(W.saved, saved))
  }
  return (
    <>
      <FileButton label={say(W.upload)} accept=".xlsx,.csv" disabled={busy} onFile={(file) => void choose(file)} />
      {problem !== undefined && read === undefined ? <RefusalNote problem={problem} /> : null}
      {read === undefined ? null : (
        <Modal
          open
          width={720}
          title={read.name}
          onCancel={() => setRead(undefined)}
          footer={
            <>
              <Button onClick={() => setRead(undefined)}>{say(W.cancel)}</Button>
              <Button
                type="primary"
                loading={busy}
                disabled={read.found.entries.length === 0}
                onClick={() => void store(read)}
              >
                {say(W.take)}
              </Button>
            </>
          }
        >
          <FoundInFile name={read.name} found={read.found} />
          <label htmlFor="sample-reason">
            {say(W.reason)} <span className="quiet">{say(W.reasonHint)}</span>
            <Input
              id="sample-reason"
              value={reason}
              maxLength={300}
              onChange={(event) => setReason(event.target.value)}
            />
          </label>
          {problem === undefined ? null : <RefusalNote problem={problem} />}
        </Modal>
      )}
    </>
  )
}

function FoundInFile({ name, found }: { name: string; found: Read }) {
  const say = useSay()
  const results = found.entries.reduce((sum, entry) => sum + entry.results.length, 0)
  return (
    <>
      <p>
        {say(W.fileRead, {
          name,
          rows: found.rows,
          samples: found.entries.length,
          results,
          faults: found.faults.length,
        })}
      </p>
      <ul>
        {found.faults.map((fault) => (
          <li key={fault.row} className="sample-bad">
            {say(W.faultRow, { row: fault.row })}：{say(fault)}
          </li>
        ))}
      </ul>
    </>
  )
}
