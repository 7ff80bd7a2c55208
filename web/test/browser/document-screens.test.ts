import { inEveryLook } from './looks'
import { DOCUMENT_SCREENS } from './screens/documents'

inEveryLook(DOCUMENT_SCREENS)
