// A labelled field of a form with its error beside it.
import type { InputHTMLAttributes } from 'react'

type Props = InputHTMLAttributes<HTMLInputElement> & { id: string; label: string; error?: string | undefined }

export function Field({ id, label, error, ...input }: Props) {
  return (
    <div className="shell-field">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        aria-invalid={error !== undefined}
        aria-describedby={error === undefined ? undefined : `${id}-error`}
        {...input}
      />
      {error === undefined ? null : (
        <p id={`${id}-error`} className="shell-error" role="alert">
          {error}
        </p>
      )}
    </div>
  )
}
