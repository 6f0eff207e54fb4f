// Says that what stands here was simulated: a small mark at a value, a line above a page.
import { useSay } from './say.ts'

const WORDS = {
  mark: { zh: '演示数据', en: 'Demo data' },
  line: {
    zh: '演示数据：由模拟设备产生，不代表真实环境状况。',
    en: 'Demo data: made by simulated devices, says nothing about the real environment.',
  },
}

export function DemoMark() {
  const say = useSay()
  return <span className="demo-mark">{say(WORDS.mark)}</span>
}

export function DemoLine({ shown }: { shown: boolean }) {
  const say = useSay()
  return shown ? <p className="demo-line">{say(WORDS.line)}</p> : null
}
