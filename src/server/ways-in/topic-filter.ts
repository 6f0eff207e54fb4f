// Topic filters of MQTT: which topics `a/+/c` and `a/#` stand for.

/** Whether a text is a filter: `#` stands last and alone on its level, `+` alone. */
export function isTopicFilter(text: string): boolean {
  const levels = text.split('/')
  return levels.every((level, i) => (level === '#' ? i === levels.length - 1 : level === '+' || !/[#+\0]/.test(level)))
}

/** Whether the topic is one of the filter's; topics of the broker itself (`$SYS/…`) are never. */
export function matchesTopic(filter: string, topic: string): boolean {
  if (topic.startsWith('$')) return false
  const wanted = filter.split('/')
  const levels = topic.split('/')
  for (const [i, level] of wanted.entries()) {
    if (level === '#') return true
    if (levels[i] === undefined || (level !== '+' && level !== levels[i])) return false
  }
  return wanted.length === levels.length
}
