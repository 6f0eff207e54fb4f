// Which language the terminal is spoken to in.
import { expect, test } from 'vitest'
import { inWords } from './language.ts'

test('inWords() is Chinese unless the environment says English', () => {
  expect(inWords('中', 'en', {})).toBe('中')
  expect(inWords('中', 'en', { LANG: 'C.UTF-8' })).toBe('中')
  expect(inWords('中', 'en', { LANG: 'en_US.UTF-8' })).toBe('en')
  expect(inWords('中', 'en', { LANG: 'zh_CN.UTF-8', LC_ALL: 'en_GB' })).toBe('en')
  expect(inWords('中', 'en', { LANG: 'en_US.UTF-8', LC_MESSAGES: 'zh_CN.UTF-8' })).toBe('中')
})
