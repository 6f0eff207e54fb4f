// A button that takes one file.
import './parts.css'

type Props = { label: string; accept: string; disabled: boolean; onFile: (file: File) => void }

export function FileButton({ label, accept, disabled, onFile }: Props) {
  return (
    <label className="upload-button">
      <span>{label}</span>
      <input
        type="file"
        accept={accept}
        disabled={disabled}
        onChange={(event) => {
          const file = event.target.files?.[0]
          if (file) onFile(file)
          // The same file, mended, can be chosen again.
          event.target.value = ''
        }}
      />
    </label>
  )
}
