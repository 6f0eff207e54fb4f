// Worked examples of emission standards and monitoring data (section by edition), each with its clause.
import { EMISSION_EXAMPLES } from './emission-examples.ts'
import { testExamples } from './worked-example.ts'

testExamples(EMISSION_EXAMPLES)
