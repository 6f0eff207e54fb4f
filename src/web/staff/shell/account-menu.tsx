// Who is signed in, and what one does with one's account; the browser closes the menu on Esc and on a click beside it.
import { useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { type Account, signOut } from '#contract/session.ts'
import { call } from '#web/api.ts'
import { useSay } from '#web/ui/say.ts'
import { sessionQuery } from '#web/ui/session.ts'
import { ChangePassword } from './change-password.tsx'
import { SHELL_WORDS as W } from './words.ts'

export function AccountMenu({ account }: { account: Account }) {
  const say = useSay()
  const client = useQueryClient()
  const menu = useRef<HTMLDivElement>(null)
  const dialog = useRef<HTMLDialogElement>(null)
  const [changing, setChanging] = useState(false)
  const leave = async () => {
    await call(signOut).catch(() => undefined)
    client.clear()
    await client.invalidateQueries({ queryKey: sessionQuery.queryKey })
    location.assign('/')
  }
  const openChange = () => {
    menu.current?.hidePopover()
    setChanging(true)
    dialog.current?.showModal()
  }
  return (
    <>
      <button
        type="button"
        className="shell-quiet-act shell-account"
        popoverTarget="account-menu"
        aria-label={say(W.account, { name: account.displayName })}
      >
        {account.displayName} <span aria-hidden="true">▾</span>
      </button>
      <div id="account-menu" ref={menu} popover="auto" className="shell-menu">
        <p>
          <strong>{account.displayName}</strong>
          <br />
          <span className="quiet">
            {account.name} · {say(W[account.role])}
          </span>
        </p>
        <button type="button" onClick={openChange}>
          {say(W.changePassword)}
        </button>
        <button type="button" onClick={() => void leave()}>
          {say(W.signOut)}
        </button>
      </div>
      <dialog
        ref={dialog}
        className="shell-dialog"
        aria-label={say(W.changePassword)}
        onClose={() => setChanging(false)}
      >
        {changing ? <ChangePassword isFirst={false} onDone={() => dialog.current?.close()} /> : null}
      </dialog>
    </>
  )
}
