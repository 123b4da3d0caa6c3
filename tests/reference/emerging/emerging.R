# Gi* in a cube of cells and steps of time by spdep, and Kendall's trend by R.
#
#   Rscript emerging.R
#
# writes cube.csv (one line per cell and step, step by step) and trends.csv into the working folder. The neighbours of a
# bin are written out one by one: the cell and its queen neighbours in the same step and in up to two steps before it.
suppressPackageStartupMessages(library(spdep))
set.seed(20240612)

cells <- expand.grid(column = 0:8, row = 0:6)
cells <- cells[runif(nrow(cells)) > 0.15, ]
n <- nrow(cells)
steps <- 6
queen <- dnearneigh(as.matrix(cells), 0, 1.5)
stopifnot(all(card(queen) > 0))
count <- as.numeric(rpois(n * steps, 1 + rep(exp(-((cells$column - 4)^2 + (cells$row - 3)^2) / 4), steps) *
                            rep(seq_len(steps), each = n)))

cube_neighbours <- function(earlier) {
  bins <- list()
  for (step in seq_len(steps)) {
    for (cell in seq_len(n)) {
      around <- c(cell, queen[[cell]])
      bins[[length(bins) + 1]] <- as.integer(sort(unlist(
        lapply(max(1, step - earlier):step, function(when) (when - 1) * n + around))))
    }
  }
  structure(bins, class = "nb", region.id = as.character(seq_along(bins)), self.included = TRUE)
}
cube <- data.frame(step = rep(seq_len(steps) - 1, each = n), cells[rep(seq_len(n), steps), ], count)
for (earlier in 0:2) {
  weights <- nb2listw(cube_neighbours(earlier), style = "B")
  cube[[paste0("earlier_", earlier)]] <- sprintf("%.12g", as.numeric(localG(count, weights)))
}
write.csv(cube, "cube.csv", quote = FALSE, row.names = FALSE)

# Without ties cor.test is exact; with ties the variance of S is Kendall's, and 1 is taken off |S| for continuity.
trend <- function(values) {
  size <- length(values)
  s <- sum(outer(seq_len(size), seq_len(size), function(i, j) ifelse(i < j, sign(values[j] - values[i]), 0)))
  ties <- table(values)
  variance <- (size * (size - 1) * (2 * size + 5) - sum(ties * (ties - 1) * (2 * ties + 5))) / 18
  test <- suppressWarnings(cor.test(seq_len(size), values, method = "kendall", continuity = TRUE))
  if (any(ties > 1)) {
    by_hand <- 2 * pnorm(max(0, abs(s) - 1) / sqrt(variance), lower.tail = FALSE)
    stopifnot(s == 0 || abs(by_hand - test$p.value) < 1e-12)
  }
  data.frame(values = paste(values, collapse = " "), size, s, variance = sprintf("%.14g", variance),
             tau = sprintf("%.14g", test$estimate), p = sprintf("%.14g", if (s == 0) 1 else test$p.value))
}
series <- list(c(1, 2, 3, 4), c(3, 1, 4, 2, 5), c(5, 4, 3, 2, 1, 0), c(9, 7, 8, 1, 4, 3, 6, 2, 5, 0),
               c(1, 1, 2, 3, 3, 3, 5, 4, 8, 8), c(0, 0, 0, 0, 1, 0, 2, 0, 3, 3, 1, 2), c(2, 1, 2, 1, 2, 1, 2),
               sample(1:30) + (1:30), sample(1:49))
write.csv(do.call(rbind, lapply(series, trend)), "trends.csv", quote = FALSE, row.names = FALSE)
