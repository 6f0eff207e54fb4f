// Worked examples of groundwater (GB/T 14848—2017) and soil (GB 36600—2018, GB 15618—2018), each with its clause.
import { GROUNDWATER_SOIL_EXAMPLES } from './groundwater-soil-examples.ts'
import { testExamples } from './worked-example.ts'

testExamples(GROUNDWATER_SOIL_EXAMPLES)
