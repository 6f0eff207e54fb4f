// The try box: a pasted frame taken apart with its faults marked, and a frame made from a segment or a message.
import { Link } from '@tanstack/react-router'
import { Button, Input, Segmented } from 'antd'
import { useState } from 'react'
import { encodeFrame, tryFrame } from '#contract/devices.ts'
import type { ReplyOf } from '#contract/route.ts'
import { isRefusal, type Refusal, refuse } from '#kit/refusal.ts'
import { call } from '#web/api.ts'
import { RefusalNote } from '#web/ui/refusal-note.tsx'
import { useSay } from '#web/ui/say.ts'
import { useDraft } from '#web/ui/use-draft.ts'
import './devices.css'
import { FrameTree } from './frame-tree.tsx'
import { DEVICE_WORDS } from './words.ts'

const W = {
  title: { zh: '这条报文哪里不对？', en: 'What is wrong with this frame?' },
  answer: {
    zh: '粘贴报文，看它怎么被读懂、哪里不符合标准；不会入库。',
    en: 'Paste a frame to see how it is read and where it departs from the standard; nothing is stored.',
  },
  paste: { zh: '报文', en: 'The frame' },
  asText: { zh: '文本', en: 'Text' },
  asHex: { zh: '十六进制', en: 'Hexadecimal' },
  key: {
    zh: 'SM4 密钥（可不填；密文请用十六进制粘贴）',
    en: 'SM4 key (optional; paste encrypted bytes as hexadecimal)',
  },
  decode: { zh: '解析', en: 'Decode' },
  example: { zh: '填入示例', en: 'An example' },
  noise: { zh: '报文之外的字节', en: 'Bytes that are no frame' },
  noFrame: { zh: '没有找到报文：报文以 ## 开头', en: 'No frame found: a frame begins with ##' },
  make: { zh: '生成报文', en: 'Make a frame' },
  makeHint: {
    zh: '写数据段（QN=…;CP=&&…&&）或 JSON 消息，自动补上长度和 CRC。',
    en: 'Write a segment (QN=…;CP=&&…&&) or a message as JSON; length and CRC are added.',
  },
  segment: { zh: '数据段或 JSON', en: 'Segment or JSON' },
  encode: { zh: '生成', en: 'Make' },
  made: { zh: '{n} 字节，CRC {crc}', en: '{n} bytes, CRC {crc}' },
  tryIt: { zh: '拿去解析', en: 'Decode it' },
  badJson: { zh: 'JSON 写法有误', en: 'The JSON is not well formed' },
} as const

const EXAMPLE =
  '##0100QN=20160801085857223;ST=32;CN=1062;PW=100000;MN=010000A8900016F000169DC0;Flag=5;CP=&&RtdInterval=30&&0759'

type Form = 'text' | 'hex'
const KEY = /^[0-9a-fA-F]{32}$/
type Decoded = ReplyOf<typeof tryFrame>

export function TryPage() {
  const say = useSay()
  const [draft, keepDraft] = useDraft<string>('try frame')
  const [form, setForm] = useState<Form>('text')
  const [key, setKey] = useState('')
  const [decoded, setDecoded] = useState<Decoded | Refusal | Error>()
  const decode = async (text: string, as: Form) => {
    const body = { ...(as === 'hex' ? { hex: text } : { text }), ...(KEY.test(key) ? { key } : {}) }
    setDecoded(await call(tryFrame, { body }).catch((error: Error) => error))
  }
  const take = (text: string) => {
    keepDraft(text)
    setForm('text')
    void decode(text, 'text')
  }
  return (
    <>
      <header className="page-head">
        <Link to="/devices">{say(DEVICE_WORDS.toList)}</Link>
        <h1>{say(W.title)}</h1>
        <p className="page-answer">{say(W.answer)}</p>
      </header>
      <section className="device-box">
        <Input.TextArea
          aria-label={say(W.paste)}
          placeholder="##0101QN=…"
          className="try-text"
          autoSize={{ minRows: 4, maxRows: 12 }}
          maxLength={20_000}
          spellCheck={false}
          value={draft ?? ''}
          onChange={(event) => keepDraft(event.target.value)}
        />
        <div className="devices-bar">
          <Segmented
            value={form}
            options={[
              { value: 'text', label: say(W.asText) },
              { value: 'hex', label: say(W.asHex) },
            ]}
            onChange={setForm}
          />
          <Input
            className="try-key"
            aria-label={say(W.key)}
            placeholder={say(W.key)}
            maxLength={32}
            autoComplete="off"
            spellCheck={false}
            value={key}
            {...(key === '' || KEY.test(key) ? {} : { status: 'error' as const })}
            onChange={(event) => setKey(event.target.value.trim())}
          />
          <Button type="primary" onClick={() => void decode(draft ?? '', form)}>
            {say(W.decode)}
          </Button>
          <Button onClick={() => take(EXAMPLE)}>{say(W.example)}</Button>
        </div>
        <div aria-live="polite">{decoded === undefined ? null : <Outcome decoded={decoded} />}</div>
      </section>
      <MakeFrame onTry={take} />
    </>
  )
}

function Outcome({ decoded }: { decoded: Decoded | Refusal | Error }) {
  const say = useSay()
  if (decoded instanceof Error || isRefusal(decoded)) return <RefusalNote problem={decoded} />
  return (
    <>
      {decoded.frames.length === 0 ? <p className="finding-error">{say(W.noFrame)}</p> : null}
      {decoded.frames.map((reading, n) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: frames stand in the order in which they were pasted
        <FrameTree key={n} reading={reading} />
      ))}
      {decoded.noise.length > 0 ? (
        <p className="quiet">
          {say(W.noise)}：<code>{decoded.noise.join(' … ')}</code>
        </p>
      ) : null}
    </>
  )
}

type Made = ReplyOf<typeof encodeFrame>

function MakeFrame({ onTry }: { onTry: (text: string) => void }) {
  const say = useSay()
  const [draft, keepDraft] = useDraft<string>('make frame')
  const [made, setMade] = useState<Made | Refusal | Error>()
  const make = async () => {
    const text = (draft ?? '').trim()
    if (!text.startsWith('{')) {
      setMade(await call(encodeFrame, { body: { segment: text } }).catch((error: Error) => error))
      return
    }
    const message = parseJson(text)
    if (message === undefined) setMade(refuse('devices.cannot-encode', W.badJson))
    else setMade(await call(encodeFrame, { body: { message } }).catch((error: Error) => error))
  }
  return (
    <section className="device-box">
      <h2>{say(W.make)}</h2>
      <p className="quiet">{say(W.makeHint)}</p>
      <Input.TextArea
        aria-label={say(W.segment)}
        placeholder="QN=20261125100000001;ST=32;CN=1011;PW=123456;MN=…;Flag=5;CP=&&&&"
        className="try-text"
        autoSize={{ minRows: 2, maxRows: 10 }}
        maxLength={9000}
        spellCheck={false}
        value={draft ?? ''}
        onChange={(event) => keepDraft(event.target.value)}
      />
      <div className="devices-bar">
        <Button onClick={() => void make()}>{say(W.encode)}</Button>
        {made !== undefined && 'crc' in made ? <Button onClick={() => onTry(made.text)}>{say(W.tryIt)}</Button> : null}
      </div>
      {made === undefined ? null : made instanceof Error || isRefusal(made) ? (
        <RefusalNote problem={made} />
      ) : (
        <>
          <p>{say(W.made, { n: made.bytes, crc: made.crc })}</p>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
          <pre className="raw frame-text" tabIndex={0}>
            {made.text.trimEnd()}
          </pre>
        </>
      )}
    </section>
  )
}

function parseJson(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : undefined
  } catch {
    return undefined
  }
}
