# Twelve wards, four by three, with counts and residents: local statistics of spdep, and p-values by going through all
# ways to deal the counts, which twelve wards allow. Ward 8 has the mean, so its local Moran is 0 whatever is dealt.
#
#   Rscript twelve_wards.R
#
# writes twelve_wards.csv into the working folder. The wards are those of tests/cli/cases/grid_wards.geojson.
suppressPackageStartupMessages(library(spdep))
count <- c(9, 4, 2, 0, 7, 5, 1, 3, 2, 2, 0, 1)
residents <- c(500, 650, 800, 300, 400, 700, 350, 900, 450, 300, 700, 850)
n <- length(count)
places <- as.matrix(expand.grid(x = 1:4, y = 1:3))
queen <- dnearneigh(places, 0, 1.5)
binary <- nb2listw(queen, style = "B")
rows <- nb2listw(queen, style = "W")
result <- data.frame(zone_id = sprintf("w%02d", 1:n), count, exposure = residents)
result$gi <- as.numeric(localG(count, binary))
result$gi_star <- as.numeric(localG(count, nb2listw(include.self(queen), style = "B")))
moran <- localmoran(count, rows, conditional = TRUE)
result$moran_i <- moran[, 1]
result$moran_z <- moran[, 4]
result$geary_c <- as.numeric(localC(count, rows))

# p, one-sided, greater: the share of all sets of k values whose sum is at least the one seen.
at_least <- function(values, k, seen) mean(combn(values, k, sum) >= seen)
at_most <- function(values, k, seen) mean(combn(values, k, sum) <= seen)
for (i in 1:n) {
  around <- queen[[i]]
  k <- length(around)
  result$gi_p[i] <- at_least(count[-i], k, sum(count[around]))
  result$gi_star_p[i] <- at_least(count, k + 1, sum(count[c(i, around)]))
  result$moran_p[i] <- if (count[i] > mean(count)) result$gi_p[i] else if (count[i] < mean(count))
    at_most(count[-i], k, sum(count[around])) else 1
  apart <- (count - count[i])^2
  result$geary_p[i] <- at_most(apart[-i], k, sum(apart[around]))
  share <- sum(residents[c(i, around)]) / sum(residents)
  result$thrown_p[i] <- pbinom(sum(count[c(i, around)]) - 1, sum(count), share, lower.tail = FALSE)
  result$by_area_p[i] <- pbinom(sum(count[c(i, around)]) - 1, sum(count), (k + 1) / n, lower.tail = FALSE)
}
bayes <- EBest(count, residents)
result$rate_per_1000 <- 1000 * bayes$raw
result$bayes_per_1000 <- 1000 * bayes$estmm
for (column in names(result)[-(1:3)]) result[[column]] <- sprintf("%.10g", result[[column]])
write.csv(result, "twelve_wards.csv", quote = FALSE, row.names = FALSE)
