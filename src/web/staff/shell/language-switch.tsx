// One button between Chinese and English.
import { setLanguage, useLanguage } from '#web/ui/language.ts'
import { useSay } from '#web/ui/say.ts'
import { SHELL_WORDS as W } from './words.ts'

export function LanguageSwitch() {
  const say = useSay()
  const language = useLanguage()
  const other = language === 'zh' ? 'en' : 'zh'
  return (
    <button
      type="button"
      className="shell-quiet-act"
      lang={other === 'zh' ? 'zh-CN' : 'en'}
      title={say(W.languageLabel)}
      onClick={() => setLanguage(other)}
    >
      {say(W.language)}
    </button>
  )
}
