import type { MessageKey } from '../i18n'
import { CallError } from '../realtime/link'
import { Problem } from './api'

const WORDS: Record<number, MessageKey> = {
  400: 'problem.invalid',
  401: 'problem.unauthorized',
  403: 'problem.denied',
  404: 'problem.notFound',
  409: 'problem.conflict',
  413: 'problem.tooLarge',
  429: 'problem.tooMany',
  503: 'problem.unavailable',
}

/** The one calm sentence for whatever went wrong at either door. */
export function problemKey(error: unknown): MessageKey {
  if (error instanceof Problem) return error.status === 0 ? 'problem.offline' : (WORDS[error.status] ?? 'problem.other')
  if (error instanceof CallError) return error.code < 100 ? 'problem.offline' : (WORDS[error.code] ?? 'problem.other')
  return 'problem.other'
}
