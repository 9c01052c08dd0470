/** What kept the doctor from judging at all: told in one line, with exit code 3, never with a stack trace. */
export class DoctorError extends Error {
  /** A stable word for programs that read the JSON output. */
  readonly kind: DoctorErrorKind;
  /** What to do next. */
  readonly hint: string | undefined;

  constructor(message: string, { kind = 'usage', hint }: { kind?: DoctorErrorKind; hint?: string } = {}) {
    super(message);
    this.kind = kind;
    this.hint = hint;
  }
}

export type DoctorErrorKind =
  | 'usage'
  | 'unreachable'
  | 'access-denied'
  | 'tls'
  | 'not-mysql'
  | 'timeout'
  | 'internal';
