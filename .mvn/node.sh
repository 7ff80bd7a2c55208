#!/bin/sh
# Becomes the node that `mvn` runs. Where the kernel can do it, the node ends cleanly with Maven, however Maven ended.
with_parent=
if command -v setpriv >/dev/null 2>&1; then with_parent='setpriv --pdeathsig TERM'; fi
exec $with_parent "${TOOLCHAIN_JAVA_HOME:?Maven names the JDK here}/bin/java" "$@"
