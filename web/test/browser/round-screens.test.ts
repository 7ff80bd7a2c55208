import { inEveryLook } from './looks'
import { ROUND_SCREENS } from './screens/rounds'

inEveryLook(ROUND_SCREENS)
