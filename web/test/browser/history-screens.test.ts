import { inEveryLook } from './looks'
import { HISTORY_SCREENS } from './screens/history'

inEveryLook(HISTORY_SCREENS)
