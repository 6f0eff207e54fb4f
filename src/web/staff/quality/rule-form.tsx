// The fields of a rule.
import { Checkbox, Input, Select } from 'antd'
import { type ReactNode, useId } from 'react'
import { STATE_MEANINGS } from '#domain/quality/flag-vocabulary.ts'
import { CHECKED_KINDS, RULE_TESTS } from '#domain/quality/rule.ts'
import { useSay, type Words } from '#web/ui/say.ts'
import { DEVICE_SITE_KINDS, READING_KIND_WORDS, SITE_KIND_WORDS } from '#web/ui/site-words.ts'
import { type RuleDraft, TEST_FIGURES } from './rule-draft.ts'
import { FIGURE_WORDS, TEST_WORDS, QUALITY_WORDS as W } from './words.ts'

type Props = {
  draft: RuleDraft
  isNew: boolean
  wrong: readonly string[]
  onChange: (part: Partial<RuleDraft>) => void
}

const NEEDED: Words = { zh: '请填写正确', en: 'fill this in rightly' }

function Field({
  words,
  name,
  wrong,
  wide,
  children,
}: {
  words: Words
  name: string
  wrong: readonly string[]
  wide?: boolean
  children: (id: string) => ReactNode
}) {
  const say = useSay()
  const id = useId()
  return (
    <label htmlFor={id} className={wide ? 'quality-field quality-wide' : 'quality-field'}>
      <span>{say(words)}</span>
      {children(id)}
      {wrong.includes(name) ? <span className="quality-problem">{say(NEEDED)}</span> : null}
    </label>
  )
}

export function RuleForm({ draft, isNew, wrong, onChange }: Props) {
  const say = useSay()
  const text = (
    name: 'id' | 'titleZh' | 'titleEn' | 'factor' | 'sites' | 'basisZh' | 'basisEn',
    words: Words,
    wide = false,
  ) => (
    <Field words={words} name={name} wrong={wrong} wide={wide}>
      {(id) => (
        <Input
          id={id}
          value={draft[name]}
          disabled={name === 'id' && !isNew}
          onChange={(event) => onChange({ [name]: event.target.value })}
        />
      )}
    </Field>
  )
  return (
    <div className="quality-form">
      {isNew ? text('id', W.ruleId) : null}
      {text('titleZh', W.titleZh)}
      {text('titleEn', W.titleEn)}
      <Field words={W.test} name="test" wrong={wrong}>
        {(id) => (
          <Select
            id={id}
            value={draft.test}
            options={RULE_TESTS.map((value) => ({ value, label: say(TEST_WORDS[value]) }))}
            onChange={(test) => onChange({ test, figures: { ...TEST_FIGURES[test] } })}
          />
        )}
      </Field>
      {text('factor', W.factorCode)}
      <Figures draft={draft} wrong={wrong} onChange={onChange} />
      <Field words={W.kind} name="kinds" wrong={wrong}>
        {(id) => (
          <Select
            id={id}
            mode="multiple"
            value={draft.kinds}
            options={CHECKED_KINDS.map((value) => ({ value, label: say(READING_KIND_WORDS[value]) }))}
            onChange={(kinds) => onChange({ kinds })}
          />
        )}
      </Field>
      <Field words={W.siteKinds} name="siteKinds" wrong={wrong}>
        {(id) => (
          <Select
            id={id}
            mode="multiple"
            value={draft.siteKinds}
            options={DEVICE_SITE_KINDS.map((value) => ({ value, label: say(SITE_KIND_WORDS[value]) }))}
            onChange={(siteKinds) => onChange({ siteKinds })}
          />
        )}
      </Field>
      {text('sites', W.sites, true)}
      <Field words={W.result} name="state" wrong={wrong}>
        {(id) => (
          <Select
            id={id}
            value={draft.state}
            options={(['suspect', 'bad', 'missing'] as const).map((value) => ({
              value,
              label: say(STATE_MEANINGS[value]),
            }))}
            onChange={(state) => onChange({ state })}
          />
        )}
      </Field>
      <Field words={W.sureness} name="sureness" wrong={wrong}>
        {(id) => (
          <Select
            id={id}
            value={draft.sureness}
            options={(['ours', 'standard'] as const).map((value) => ({ value, label: say(W[value]) }))}
            onChange={(sureness) => onChange({ sureness })}
          />
        )}
      </Field>
      {text('basisZh', W.basisZh, true)}
      {text('basisEn', W.basisEn, true)}
      <Field words={W.appliesFrom} name="appliesFrom" wrong={wrong}>
        {(id) => (
          <Input
            id={id}
            type="date"
            value={draft.appliesFrom}
            onChange={(event) => onChange({ appliesFrom: event.target.value })}
          />
        )}
      </Field>
      <Checkbox checked={draft.isActive} onChange={(event) => onChange({ isActive: event.target.checked })}>
        {say(W.active)}
      </Checkbox>
    </div>
  )
}

function Figures({ draft, wrong, onChange }: Pick<Props, 'draft' | 'wrong' | 'onChange'>) {
  return Object.keys(TEST_FIGURES[draft.test]).map((name) => (
    <Field key={name} words={FIGURE_WORDS[name] ?? { zh: name, en: name }} name={name} wrong={wrong}>
      {(id) => (
        <Input
          id={id}
          inputMode={name === 'partner' ? 'text' : 'decimal'}
          value={draft.figures[name] ?? ''}
          onChange={(event) => onChange({ figures: { ...draft.figures, [name]: event.target.value } })}
        />
      )}
    </Field>
  ))
}
