import { inEveryLook } from './looks'
import { PEOPLE_SCREENS } from './screens/people'

inEveryLook(PEOPLE_SCREENS, 'desk')
