# The E-test for two Poisson counts (Krishnamoorthy & Thomson 2004) as a sum over all pairs of counts, and the exact
# interval of the ratio of two rates by binom.test.
#
#   Rscript period_change.R > pairs.csv
#
# Debian 12 has no R package with the E-test. Every pair of counts up to 12 standard deviations above its mean is
# looked at; pairs whose statistic differs from that seen by less than one part in 1e9 tie with it.
e_test <- function(k1, n1, k2, n2) {
  if (k1 + k2 == 0) return(1)
  rate <- (k1 + k2) / (n1 + n2)
  statistic <- function(x1, x2) {
    variance <- x1 / n1^2 + x2 / n2^2
    ifelse(variance > 0, (x1 / n1 - x2 / n2) / sqrt(variance), 0)
  }
  range_of <- function(mean) 0:ceiling(mean + 12 * sqrt(mean) + 40)
  x1 <- range_of(n1 * rate)
  x2 <- range_of(n2 * rate)
  seen <- abs(statistic(k1, k2))
  chance <- outer(dpois(x1, n1 * rate), dpois(x2, n2 * rate))
  sum(sort(chance[abs(outer(x1, x2, statistic)) >= seen * (1 - 1e-9)]))
}
# The ratio of rates is odds / (n1 / n2), odds those of an event to fall into the first period.
ratio_interval <- function(k1, n1, k2, n2) {
  if (k1 + k2 == 0) return(c(NaN, NaN))
  share <- binom.test(k1, k1 + k2)$conf.int
  limits <- share / (1 - share) * n2 / n1
  ifelse(is.finite(limits), limits, NaN)
}
cat("count,exposure,other,other_exposure,p,low,high\n")
pairs <- rbind(
  expand.grid(k1 = 0:6, n1 = 1, k2 = 0:6, n2 = 1),
  expand.grid(k1 = c(0, 1, 3, 9), n1 = 28, k2 = c(0, 2, 7, 25), n2 = 364),
  data.frame(k1 = c(0, 3, 6, 20, 300, 41, 150), n1 = c(100, 2, 1000, 365, 365, 28015, 91),
             k2 = c(3, 8, 2, 4, 250, 15, 700), n2 = c(100, 3, 1500, 365, 366, 19017, 364)))
for (i in seq_len(nrow(pairs))) {
  pair <- unlist(pairs[i, ])
  interval <- do.call(ratio_interval, as.list(unname(pair)))
  cat(paste(c(pair, sprintf("%.12g", c(e_test(pair[1], pair[2], pair[3], pair[4]), interval))), collapse = ","), "\n",
      sep = "")
}
