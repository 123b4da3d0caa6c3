#!/bin/bash
# Guess:   a smaller epsilon makes R's glm iterate longer, and changes nothing else: of two collinear columns one gets NA.
# Happens: epsilon also sets the tolerance by which columns count as collinear (epsilon / 1000, at most 1e-7). With 1e-14 an exactly collinear column is no longer found:
#          there is no NA, coefficients are of the size of 1e12, and only "did not converge" is said.
# Version: R 4.2.2 (Debian 12, r-base-core).
# Matters: who tightens epsilon to compare digits (as a test of another program would) gets worse numbers, not better ones.
set -u
fail() { echo "CHANGED: $*" >&2; exit 1; }
want=4.2.2
Rscript --version 2>&1 | grep -q "version $want" || { echo "needs R $want (Debian 12: apt-get install r-base-core)" >&2; exit 2; }
Rscript --version 2>&1
d=$(mktemp -d) && trap 'rm -rf "$d"' EXIT && cd "$d" || exit 2
cat > t.R <<'R'
weeks <- data.frame(count = c(2, 3, 2, 5, 4, 6, 7, 9), x = 1:8)
weeks$z <- 2 * weeks$x + 1
usual <- coef(glm(count ~ x + z, poisson, weeks))
strict <- suppressWarnings(glm(count ~ x + z, poisson, weeks, control = glm.control(epsilon = 1e-14, maxit = 100)))
cat("epsilon 1e-8: ", format(usual), "\n")
cat("epsilon 1e-14:", format(coef(strict)), "; converged:", strict$converged, "\n")
cat("as guessed:", is.na(usual[["z"]]), anyNA(coef(strict)), max(abs(coef(strict))) > 1e6, "\n")
R
out=$(Rscript --vanilla t.R) || exit 2
echo "$out"
echo "$out" | grep -q '^as guessed: TRUE FALSE TRUE' || fail "$out"
echo OK
