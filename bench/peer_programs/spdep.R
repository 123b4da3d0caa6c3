# Local statistics of the values of a grid by spdep: Rscript spdep.R FOLDER SIDE DRAWS CORES
#
# FOLDER/values.f64 holds SIDE x SIDE numbers, row by row. Without draws (0) only what needs none. Each result becomes
# FOLDER/spdep.WORK.COLUMN; one line of JSON per work. `cpu` is that of all processes, `mb` what R's heap grew to.
suppressPackageStartupMessages(library(spdep))
given <- commandArgs(trailingOnly = TRUE)
folder <- given[1]
side <- as.integer(given[2])
draws <- as.integer(given[3])
invisible(set.coresOption(as.integer(given[4])))
value <- readBin(file.path(folder, "values.f64"), "double", side * side)

measured <- function(work, result) {
  invisible(gc(reset = TRUE))
  time <- system.time(made <- result)
  cat(sprintf("{\"work\": \"%s\", \"seconds\": %.4f, \"cpu\": %.4f, \"mb\": %.0f}\n", work, time[["elapsed"]],
              sum(time[-3]), sum(gc()[, 6])))
  invisible(made)
}
keep <- function(work, column, numbers) {
  writeBin(as.numeric(numbers), file.path(folder, paste("spdep", work, column, sep = ".")))
}

places <- as.matrix(expand.grid(column = seq_len(side), row = seq_len(side)))
# Both give the same lists; up to some 20 000 cells the distances are faster.
queen <- measured("neighbours", if (side <= 150) dnearneigh(places, 0, 1.5) else cell2nb(side, side, type = "queen"))
binary <- measured("weights", nb2listw(queen, style = "B"))
standardised <- nb2listw(queen, style = "W")
with_itself <- nb2listw(include.self(queen), style = "B")

keep("gi_queen", "z", measured("gi_queen", localG(value, binary)))
keep("gi_star_queen", "z", measured("gi_star_queen", localG(value, with_itself)))
moran <- measured("moran_queen", localmoran(value, standardised))
for (i in 1:4) keep("moran_queen", c("value", "expected", "variance", "z")[i], moran[, i])
keep("geary_queen", "value", measured("geary_queen", localC(value, standardised)))

if (draws > 0) {
  folded <- function(table) table[, "Pr(folded) Sim"]
  gi <- measured("gi_permuted_queen_999", localG_perm(value, binary, nsim = draws, iseed = 1))
  keep("gi_permuted_queen_999", "folded", folded(attr(gi, "internals")))
  moran <- measured("moran_permuted_queen_999", localmoran_perm(value, binary, nsim = draws, iseed = 2))
  keep("moran_permuted_queen_999", "folded", folded(moran))
  geary <- measured("geary_permuted_queen_999", localC_perm(value, binary, nsim = draws, iseed = 3))
  keep("geary_permuted_queen_999", "folded", folded(attr(geary, "pseudo-p")))
}
