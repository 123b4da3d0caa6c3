# Local and global statistics of Poisson counts on the cells of a 40 x 40 grid of which some are left out, so that the
# number of neighbours varies and five cells are islands. Written by spdep, next to the counts themselves.
#
#   Rscript local_statistics.R
#
# writes cells.csv (one line per cell), global.csv, permutation.csv and nearest.txt into the working folder. Distances
# are in cells: 1.2 is rook, 1.5 queen, 2.5 a band of 20 neighbours. The counts are evened out to a mean of exactly 2: deviations from
# it are whole numbers then, and sums that tie do so to the last bit in spdep too.
suppressPackageStartupMessages(library(spdep))
set.seed(20240501)

all_cells <- expand.grid(column = 0:39, row = 0:39)
islands <- list(c(3, 3), c(20, 11), c(36, 8), c(10, 30), c(33, 36))
kept <- runif(1600) > 0.12
for (island in islands) {
  near <- abs(all_cells$column - island[1]) <= 2 & abs(all_cells$row - island[2]) <= 2
  kept[near] <- FALSE
  kept[all_cells$column == island[1] & all_cells$row == island[2]] <- TRUE
}
cells <- all_cells[kept, ]
n <- nrow(cells)
around <- (cells$column - 14)^2 + (cells$row - 22)^2
count <- rpois(n, 1.6 + 3 * exp(-around / 30))
while (sum(count) != 2 * n) {
  cell <- sample.int(n, 1)
  count[cell] <- max(0, count[cell] + sign(2 * n - sum(count)))
}
count <- as.numeric(count)
places <- as.matrix(cells)
queen <- dnearneigh(places, 0, 1.5)
rook <- dnearneigh(places, 0, 1.2)
band <- dnearneigh(places, 0, 2.5)
listw <- function(neighbours, style) nb2listw(neighbours, style = style, zero.policy = TRUE)

# localG divides 0 by 0 at islands; Lykta has no value there either, nor a Gi* (spdep's is the cell's own deviation).
local_g <- function(neighbours, style = "B") as.numeric(localG(count, listw(neighbours, style), zero.policy = TRUE))
result <- data.frame(cells, count, queen_neighbours = card(queen), band_neighbours = card(band))
result$queen_gi <- local_g(queen)
result$queen_gi_star <- local_g(include.self(queen))
result$rook_gi_star <- local_g(include.self(rook))
result$band_gi <- local_g(band)
result$band_gi_star <- local_g(include.self(band))
moran <- function(neighbours, style, conditional) {
  localmoran(count, listw(neighbours, style), zero.policy = TRUE, conditional = conditional)
}
conditional <- moran(queen, "W", TRUE)
total <- moran(queen, "W", FALSE)
result$queen_moran <- conditional[, 1]
result$queen_conditional_mean <- conditional[, 2]
result$queen_conditional_variance <- conditional[, 3]
result$queen_conditional_z <- conditional[, 4]
result$queen_total_variance <- total[, 3]
result$queen_total_z <- total[, 4]
result$queen_geary <- as.numeric(localC(count, listw(queen, "W"), zero.policy = TRUE))
result$band_moran <- moran(band, "B", TRUE)[, 1]
result$band_conditional_z <- moran(band, "B", TRUE)[, 4]
result$band_geary <- as.numeric(localC(count, listw(band, "B"), zero.policy = TRUE))
digits <- function(table) {
  for (column in names(table)) {
    if (is.numeric(table[[column]]) && any(table[[column]] != round(table[[column]]), na.rm = TRUE)) {
      table[[column]] <- sprintf("%.8g", table[[column]])
    }
  }
  table
}
result[] <- lapply(result, function(column) ifelse(is.nan(column) | is.na(column), NaN, column))
write.csv(digits(result), "cells.csv", quote = FALSE, row.names = FALSE, na = "nan")

# Permutation: 9 999 draws with binary weights. `pr` is (1 + smaller of the draws at or above and below) / 10 000.
draws <- 9999
queen_binary <- listw(queen, "B")
folded <- function(table) table[, "Pr(folded) Sim"]
g <- localG_perm(count, queen_binary, nsim = draws, zero.policy = TRUE, iseed = 1)
i <- localmoran_perm(count, queen_binary, nsim = draws, zero.policy = TRUE, iseed = 2)
c <- localC_perm(count, queen_binary, nsim = draws, zero.policy = TRUE, iseed = 3)
permuted <- data.frame(cells, g = folded(attr(g, "internals")), i = folded(i), c = folded(attr(c, "pseudo-p")))
permuted[] <- lapply(permuted, function(column) ifelse(is.na(column), NaN, column))
write.csv(permuted, "permutation.csv", quote = FALSE, row.names = FALSE, na = "nan")

global <- list()
keep <- function(name, test) {
  global[[length(global) + 1]] <<- data.frame(
    test = name, value = test$estimate[1], expected = test$estimate[2], variance = test$estimate[3],
    z = unname(test$statistic))
}
for (style in c("B", "W")) {
  weights <- listw(queen, style)
  for (random in c(TRUE, FALSE)) {
    name <- paste0(style, if (random) "_randomisation" else "_normality")
    for (test in c("moran", "geary")) {
      keep(paste0(test, "_", name), get(paste0(test, ".test"))(
        count, weights, randomisation = random, zero.policy = TRUE, adjust.n = FALSE))
    }
  }
}
binary <- listw(band, "B")
keep("global_g", globalG.test(count, binary, zero.policy = TRUE, adjust.n = FALSE, adjust.x = FALSE))
black <- factor(ifelse(count > 2, "b", "w"))
for (sampling in c("nonfree", "free")) {
  test <- joincount.test(black, queen_binary, sampling = sampling, zero.policy = TRUE, adjust.n = FALSE)
  keep(paste0("bb_", sampling), test[[1]])
  keep(paste0("ww_", sampling), test[[2]])
}
multi <- joincount.multi(black, queen_binary, zero.policy = TRUE, adjust.n = FALSE)
global[[length(global) + 1]] <- data.frame(
  test = "bw_nonfree", value = multi["w:b", 1], expected = multi["w:b", 2], variance = multi["w:b", 3],
  z = multi["w:b", 4])
# k nearest neighbours are one-sided: two places need not name each other.
nearest <- knn2nb(knearneigh(places + cbind(cells$row, cells$column) / 1000, k = 5))
nearest <- nb2listw(nearest, style = "W")
writeLines(sapply(nearest$neighbours, paste, collapse = " "), "nearest.txt")
keep("moran_nearest", moran.test(count, nearest, randomisation = TRUE))
keep("geary_nearest", geary.test(count, nearest, randomisation = TRUE))
keep("global_g_nearest", globalG.test(count, nb2listw(nearest$neighbours, style = "B")))
global <- do.call(rbind, global)
for (column in names(global)[-1]) global[[column]] <- sprintf("%.12g", global[[column]])
write.csv(global, "global.csv", quote = FALSE, row.names = FALSE)
