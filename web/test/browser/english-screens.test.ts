import { inEveryLook } from './looks'
import { ENGLISH_SCREENS } from './screens/english'

inEveryLook(ENGLISH_SCREENS)
