// A new password: asked for before anything else at the first sign-in, and from the account menu later.
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { changePassword } from '#contract/session.ts'
import { isRefusal } from '#kit/refusal.ts'
import { call } from '#web/api.ts'
import { becauseOf } from '#web/ui/refusal-note.tsx'
import { type Say, useSay } from '#web/ui/say.ts'
import { sessionQuery } from '#web/ui/session.ts'
import { Field } from './field.tsx'
import { SHELL_WORDS as W } from './words.ts'

const SHORTEST = 10

type Draft = { current: string; next: string; repeat: string }
type Problems = { [K in keyof Draft]?: string }

function findProblems({ current, next, repeat }: Draft, say: Say): Problems {
  if (next.length < SHORTEST) return { next: say(W.tooShort, { n: SHORTEST - next.length }) }
  if (next === current) return { next: say(W.samePassword) }
  return next === repeat ? {} : { repeat: say(W.different) }
}

function problemsOf(reply: unknown, error: Error | null, say: Say): Problems {
  if (error) return { repeat: say(W.unreachable) }
  if (!isRefusal(reply)) return {}
  if (reply.refused === 'session.wrong-name-or-password') return { current: say(W.wrongCurrent) }
  if (reply.refused === 'session.same-password') return { next: say(W.samePassword) }
  return { repeat: say(becauseOf(reply)) }
}

type Props = { isFirst: boolean; onDone: () => void }

export function ChangePassword({ isFirst, onDone }: Props) {
  const say = useSay()
  const client = useQueryClient()
  const [draft, setDraft] = useState<Draft>({ current: '', next: '', repeat: '' })
  const [found, setFound] = useState<Problems>({})
  const change = useMutation({
    mutationFn: (body: { current: string; next: string }) => call(changePassword, { body }),
    onSuccess: async (reply) => {
      if (isRefusal(reply)) return
      onDone()
      await client.invalidateQueries({ queryKey: sessionQuery.queryKey })
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const problems = findProblems(draft, say)
    setFound(problems)
    if (Object.keys(problems).length === 0) change.mutate({ current: draft.current, next: draft.next })
  }
  const problems = { ...problemsOf(change.data, change.error, say), ...found }
  const field = (part: keyof Draft, label: string, autoComplete: string) => (
    <Field
      id={`password-${part}`}
      type="password"
      label={label}
      autoComplete={autoComplete}
      required
      value={draft[part]}
      error={problems[part]}
      onChange={(event) => setDraft({ ...draft, [part]: event.target.value })}
    />
  )
  return (
    <form className="shell-card" onSubmit={submit}>
      <h1>{say(isFirst ? W.firstPassword : W.changePassword)}</h1>
      {isFirst ? <p className="quiet">{say(W.firstPasswordHint)}</p> : null}
      {field('current', say(W.currentPassword), 'current-password')}
      {field('next', say(W.nextPassword), 'new-password')}
      {field('repeat', say(W.repeatPassword), 'new-password')}
      <button type="submit" className="shell-main-act" disabled={change.isPending}>
        {say(W.save)}
      </button>
      {isFirst ? null : (
        <button type="button" className="shell-quiet-act" onClick={onDone}>
          {say(W.close)}
        </button>
      )}
    </form>
  )
}
