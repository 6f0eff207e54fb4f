// Reads the text of a $filter or $orderby expression into a tree; what cannot be read is refused with its place.
import { isRefusal, type Refusal } from '#kit/refusal.ts'
import type { ArithmeticOp, CompareOp, Expression } from './expression.ts'
import { FUNCTIONS } from './functions.ts'
import { type Token, tokensOf, unreadable } from './tokens.ts'

/** Brackets and signs may stand this deep in each other. */
const DEEPEST = 60

const COMPARE: ReadonlySet<string> = new Set(['eq', 'ne', 'gt', 'ge', 'lt', 'le'])
const SUM: ReadonlySet<string> = new Set(['add', 'sub'])
const PRODUCT: ReadonlySet<string> = new Set(['mul', 'div', 'mod'])

/** Thrown inside this file only, and caught where the reading began. */
class Unreadable extends Error {
  readonly refusal: Refusal
  constructor(refusal: Refusal) {
    super(refusal.because)
    this.refusal = refusal
  }
}

const fail = (at: number, zh: string, en: string): never => {
  throw new Unreadable(unreadable(at, zh, en))
}

/**
 * The tree of an expression, with `or` below `and` below `not` below comparison below sum below product.
 * @source OGC 18-088 clause 9.3.3.5
 */
export function parseExpression(text: string): Expression | Refusal {
  const tokens = tokensOf(text)
  if (isRefusal(tokens)) return tokens
  const reader = new ExpressionReader(tokens)
  try {
    return reader.whole()
  } catch (error) {
    if (error instanceof Unreadable) return error.refusal
    throw error
  }
}

class ExpressionReader {
  readonly #tokens: readonly Token[]
  #next = 0
  #depth = 0

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens
  }

  whole(): Expression {
    const expression = this.#or()
    const rest = this.#peek()
    if (rest.is !== 'end') fail(rest.at, '此处应结束或有运算符', 'an operator or the end must stand here')
    return expression
  }

  #peek(): Token {
    return this.#tokens[this.#next] ?? { is: 'end', at: 0 }
  }

  #take(): Token {
    const token = this.#peek()
    this.#next += 1
    return token
  }

  #takeName(words: ReadonlySet<string>): string | undefined {
    const token = this.#peek()
    if (token.is !== 'name' || !words.has(token.text)) return undefined
    this.#next += 1
    return token.text
  }

  #isSign(text: string): boolean {
    const token = this.#peek()
    return token.is === 'sign' && token.text === text
  }

  #sign(text: string): void {
    if (!this.#isSign(text)) fail(this.#peek().at, `此处应为“${text}”`, `“${text}” must stand here`)
    this.#next += 1
  }

  #or(): Expression {
    let left = this.#and()
    while (this.#takeName(new Set(['or']))) left = { is: 'or', left, right: this.#and(), at: left.at }
    return left
  }

  #and(): Expression {
    let left = this.#compare()
    while (this.#takeName(new Set(['and']))) left = { is: 'and', left, right: this.#compare(), at: left.at }
    return left
  }

  #compare(): Expression {
    let left = this.#sum()
    for (let op = this.#takeName(COMPARE); op; op = this.#takeName(COMPARE)) {
      left = { is: 'compare', op: op as CompareOp, left, right: this.#sum(), at: left.at }
    }
    return left
  }

  #sum(): Expression {
    let left = this.#product()
    for (let op = this.#takeName(SUM); op; op = this.#takeName(SUM)) {
      left = { is: 'arithmetic', op: op as ArithmeticOp, left, right: this.#product(), at: left.at }
    }
    return left
  }

  #product(): Expression {
    let left = this.#unary()
    for (let op = this.#takeName(PRODUCT); op; op = this.#takeName(PRODUCT)) {
      left = { is: 'arithmetic', op: op as ArithmeticOp, left, right: this.#unary(), at: left.at }
    }
    return left
  }

  #unary(): Expression {
    const { at } = this.#peek()
    if (++this.#depth > DEEPEST) fail(at, `嵌套不得超过 ${DEEPEST} 层`, `nesting goes ${DEEPEST} deep at most`)
    const expression = this.#unaryInside(at)
    this.#depth -= 1
    return expression
  }

  #unaryInside(at: number): Expression {
    // `not` binds looser than a comparison: `not a eq b` denies the whole of it.
    if (this.#takeName(new Set(['not']))) return { is: 'not', of: this.#compare(), at }
    if (!this.#isSign('-')) return this.#primary()
    this.#next += 1
    return { is: 'negate', of: this.#unary(), at }
  }

  #primary(): Expression {
    const token = this.#take()
    if (token.is === 'value') return { is: 'literal', value: token.value, at: token.at }
    if (token.is === 'name') return this.#isSign('(') ? this.#call(token) : this.#path(token)
    if (token.is === 'sign' && token.text === '(') {
      const inside = this.#or()
      this.#sign(')')
      return inside
    }
    return fail(token.at, '此处应为值、名称或括号', 'a value, a name or a bracket must stand here')
  }

  #call({ text: name, at }: Token & { is: 'name' }): Expression {
    const rule = Object.hasOwn(FUNCTIONS, name) ? FUNCTIONS[name] : undefined
    if (!rule) return fail(at, `没有函数“${name}”`, `there is no function “${name}”`)
    this.#sign('(')
    const args: Expression[] = []
    while (!this.#isSign(')')) {
      if (args.length > 0) this.#sign(',')
      args.push(this.#or())
    }
    this.#sign(')')
    const [least, most] = [rule.takes.length - (rule.optional ?? 0), rule.takes.length]
    if (args.length < least || args.length > most) {
      fail(at, `函数“${name}”应有 ${most} 个参数`, `“${name}” takes ${most} arguments, not ${args.length}`)
    }
    return { is: 'call', name, args, at }
  }

  #path({ text, at }: Token & { is: 'name' }): Expression {
    const steps = [text]
    while (this.#isSign('/')) {
      this.#next += 1
      const step = this.#take()
      if (step.is !== 'name') return fail(step.at, '“/”之后应为名称', 'a name must stand after “/”')
      steps.push(step.text)
    }
    return { is: 'path', steps, at }
  }
}
