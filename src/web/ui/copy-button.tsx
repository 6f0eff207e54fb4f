// A button that puts a text on the clipboard and says whether it did; also where the page came over plain HTTP.
import { Button } from 'antd'
import { useState } from 'react'
import { useSay } from './say.ts'

const WORDS = {
  copy: { zh: '复制', en: 'Copy' },
  copyOf: { zh: '复制 {name}', en: 'Copy {name}' },
  copied: { zh: '已复制', en: 'copied' },
  failed: { zh: '浏览器不允许复制，请手动选取', en: 'the browser does not let us copy: select it by hand' },
}

/** The clipboard is there only on pages of a secure origin; a district's own network often has none. */
async function copyText(text: string): Promise<boolean> {
  if (isSecureContext) {
    return navigator.clipboard.writeText(text).then(
      () => true,
      () => false,
    )
  }
  const holder = document.createElement('textarea')
  holder.value = text
  holder.style.position = 'fixed'
  holder.style.opacity = '0'
  // Inside a dialog, as focus must not leave it.
  const home = document.activeElement?.parentElement ?? document.body
  home.append(holder)
  holder.select()
  const isDone = document.execCommand('copy')
  holder.remove()
  return isDone
}

/** `name`: what is copied, where several such buttons stand on a page. */
export function CopyButton({ text, name }: { text: string; name?: string }) {
  const say = useSay()
  const [isDone, setDone] = useState<boolean>()
  return (
    <>
      <Button
        size="small"
        {...(name === undefined ? {} : { 'aria-label': say(WORDS.copyOf, { name }) })}
        onClick={() => void copyText(text).then(setDone)}
      >
        {say(WORDS.copy)}
      </Button>{' '}
      <span role="status">{isDone === undefined ? '' : say(isDone ? WORDS.copied : WORDS.failed)}</span>
    </>
  )
}
