// One value of a JSON text is changed, the rest stays as it was typed.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { replaceInJson } from './json-edit.ts'

test('replaceInJson() keeps every other character', () => {
  const text = '\uFEFF{ "a" :[1,\n  {"b": "x\\"}", "c": null}],\r\n "d": true }\n'
  expect(replaceInJson(text, ['a', 1, 'c'], 3)).toBe(text.replace('null', '3'))
  expect(replaceInJson(text, ['a', 1, 'b'], '新')).toBe(text.replace('"x\\"}"', '"新"'))
  expect(replaceInJson(text, ['d'], { e: [] })).toBe(text.replace('true', '{"e":[]}'))
  expect(replaceInJson(text, ['a', 0], 2)).toBe(text.replace('[1', '[2'))
})

test('replaceInJson() throws where the path leads nowhere', () => {
  expect(() => replaceInJson('{"a": [1]}', ['a', 1], 2)).toThrow('there is no 1')
  expect(() => replaceInJson('{"a": [1]}', ['b'], 2)).toThrow('there is no b')
  expect(() => replaceInJson('{"a": 1}', ['a', 'b'], 2)).toThrow('there is no b')
})

test('replaceInJson() does what an assignment does', () => {
  fc.assert(
    fc.property(
      fc.array(fc.dictionary(fc.string(), fc.jsonValue()), { minLength: 1 }),
      fc.nat(),
      fc.jsonValue(),
      (list, n, value) => {
        const at = n % list.length
        const [name] = Object.keys(list[at] ?? {})
        fc.pre(name !== undefined && name !== '__proto__')
        const changed = list.map((one, m) => (m === at ? { ...one, [name ?? '']: value } : one))
        for (const space of [0, 2])
          expect(JSON.parse(replaceInJson(JSON.stringify(list, null, space), [at, name ?? ''], value))).toEqual(
            JSON.parse(JSON.stringify(changed)),
          )
      },
    ),
  )
})
