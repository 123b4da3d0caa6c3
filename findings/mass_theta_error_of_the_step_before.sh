#!/bin/bash
# Guess:   glm.nb's standard error of theta is that of the theta beside it, and a smaller epsilon gives more digits of both.
# Happens: theta has twelve right digits, its standard error six: it is formed with the information of the step before the last one. epsilon and maxit of glm.control
#          do not reach the search for theta, so neither number moves; theta.ml with a small eps of its own gives all digits.
# Version: MASS 7.3-58.2 with R 4.2.2 (Debian 12, r-base-core and r-cran-mass).
# Matters: who holds another program's standard error against glm.nb sees a difference of 1e-6 that no control makes go away, and looks for it in the wrong program.
set -u
fail() { echo "CHANGED: $*" >&2; exit 1; }
Rscript --version 2>&1 | grep -q "version 4.2.2" || { echo "needs R 4.2.2 (Debian 12: apt-get install r-base-core r-cran-mass)" >&2; exit 2; }
version=$(Rscript --vanilla -e 'cat(as.character(packageVersion("MASS")))' 2>/dev/null)
[ "$version" = 7.3.58.2 ] || { echo "needs MASS 7.3-58.2 (Debian 12: apt-get install r-cran-mass), not '$version'" >&2; exit 2; }
Rscript --version 2>&1; echo "MASS $version"
d=$(mktemp -d) && trap 'rm -rf "$d"' EXIT && cd "$d" || exit 2
cat > t.R <<'R'
suppressMessages(library(MASS))
counts <- c(2, 0, 5, 9, 1, 3, 14, 0, 2, 7, 4, 1, 11, 3, 0, 6)
x <- rep(0:1, 8)
usual <- glm.nb(counts ~ x)
strict <- glm.nb(counts ~ x, control = glm.control(epsilon = 1e-12, maxit = 100))
alone <- theta.ml(counts, fitted(usual), limit = 100, eps = 1e-14)
say <- function(name, theta, se) cat(sprintf("%-8s theta %.12f  standard error %.12f\n", name, theta, se))
say("usual:", usual$theta, usual$SE.theta)
say("strict:", strict$theta, strict$SE.theta)
say("alone:", alone, attr(alone, "SE"))
off <- function(a, b) abs(a / b - 1)
cat("as guessed:", off(usual$SE.theta, attr(alone, "SE")) < 1e-9, off(strict$SE.theta, attr(alone, "SE")) < 1e-9, "\n")
cat("theta alike:", off(usual$theta, c(alone)) < 1e-9, "\n")
R
out=$(Rscript --vanilla t.R) || exit 2
echo "$out"
echo "$out" | grep -q '^as guessed: FALSE FALSE' || fail "$out"
echo "$out" | grep -q '^theta alike: TRUE' || fail "$out"
echo OK
