// The Authorization header of a pull: only that one is set is shown; it is replaced, cleared or left as it is.
import { Button, Input } from 'antd'
import { useState } from 'react'
import { HIDDEN_SECRET } from '#contract/ways-in.ts'
import { useSay } from '#web/ui/say.ts'
import { Labelled } from './labelled.tsx'
import { WAYS_WORDS as W } from './words.ts'

type Props = { value: string | null; onChange: (value: string | null) => void }

export function AuthorizationField({ value, onChange }: Props) {
  const say = useSay()
  const [wasSet] = useState(value === HIDDEN_SECRET)
  if (value === HIDDEN_SECRET) {
    return (
      <div className="ways-field ways-field-wide">
        <span>{say(W.authorization)}</span>
        <div className="ways-acts">
          {say(W.authorizationSet)}
          <Button size="small" onClick={() => onChange('')}>
            {say(W.authorizationNew)}
          </Button>
          <Button size="small" danger onClick={() => onChange(null)}>
            {say(W.authorizationNone)}
          </Button>
        </div>
      </div>
    )
  }
  return (
    <>
      <Labelled label={say(W.authorization)} wide>
        <Input.Password
          value={value ?? ''}
          autoComplete="new-password"
          maxLength={2000}
          placeholder="Bearer …"
          onChange={(event) => onChange(event.target.value)}
        />
      </Labelled>
      {wasSet ? (
        <Button size="small" className="ways-keep" onClick={() => onChange(HIDDEN_SECRET)}>
          {say(W.authorizationKeep)}
        </Button>
      ) : null}
    </>
  )
}
