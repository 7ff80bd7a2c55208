import { inEveryLook } from './looks'
import { PROGRAMME_SCREENS } from './screens/programme'

inEveryLook(PROGRAMME_SCREENS)
