// Worked examples of noise (GB 3096, HJ 640, GB 12348, GB 22337, GB 12523, HJ 706), each with its clause.
import { NOISE_EXAMPLES } from './noise-examples.ts'
import { testExamples } from './worked-example.ts'

testExamples(NOISE_EXAMPLES)
