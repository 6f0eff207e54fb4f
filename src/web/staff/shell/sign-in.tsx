// Sign-in with a local account; it stands in the place of the page that was asked for, which then opens.
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { signIn } from '#contract/session.ts'
import { isRefusal } from '#kit/refusal.ts'
import { call } from '#web/api.ts'
import { becauseOf } from '#web/ui/refusal-note.tsx'
import { useSay, type Words } from '#web/ui/say.ts'
import { sessionQuery } from '#web/ui/session.ts'
import { Field } from './field.tsx'
import { LanguageSwitch } from './language-switch.tsx'
import { SHELL_WORDS as W } from './words.ts'

const REFUSAL_WORDS: Readonly<Record<string, Words>> = {
  'session.wrong-name-or-password': W.wrong,
  'session.locked': W.locked,
}

function useSignIn() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (body: { name: string; password: string }) => call(signIn, { body }),
    onSuccess: (reply) => {
      if (isRefusal(reply)) return
      // What the last account has seen must not show to this one.
      client.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'session' })
      client.setQueryData(sessionQuery.queryKey, reply)
    },
  })
}

export function SignIn() {
  const say = useSay()
  const [name, setName] = useState('')
  const [password, setPassword] = useState('')
  const attempt = useSignIn()
  const submit = (event: FormEvent) => {
    event.preventDefault()
    attempt.mutate({ name: name.trim(), password })
  }
  const refusal = isRefusal(attempt.data) ? attempt.data : undefined
  const words = refusal ? REFUSAL_WORDS[refusal.refused] : undefined
  const problem = attempt.isError
    ? say(W.unreachable)
    : refusal
      ? words
        ? say(words)
        : say(becauseOf(refusal))
      : undefined
  return (
    <main className="shell-door">
      <form className="shell-card" onSubmit={submit}>
        <p className="shell-brand">{say(W.productLong)}</p>
        <h1>{say(W.signInTitle)}</h1>
        <p className="quiet">{say(location.pathname === '/' ? W.signInHint : W.ended)}</p>
        <Field
          id="name"
          label={say(W.name)}
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          required
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
        <Field
          id="password"
          label={say(W.password)}
          type="password"
          autoComplete="current-password"
          required
          value={password}
          error={problem}
          onChange={(event) => setPassword(event.target.value)}
        />
        <button type="submit" className="shell-main-act" disabled={attempt.isPending}>
          {say(attempt.isPending ? W.signingIn : W.signIn)}
        </button>
        <LanguageSwitch />
      </form>
    </main>
  )
}
