# R's numbers for p-values, intervals and false discovery rates.
#
#   Rscript significance.R > significance.txt
line <- function(...) cat(paste(...), "\n", sep = "")
digits <- function(number) format(number, digits = 12)

line("# p.adjust(p, method = \"BH\"): p, q (NA takes no part)")
p <- c(0.0003, 0.041, NA, 0.0121, 0.2, 0.039, 0.0121, 0.9, 1, 0.00002, 0.06, NA, 0.5)
q <- p.adjust(p, method = "BH")
for (i in seq_along(p)) line(p[i], digits(q[i]))

line("# poisson.test(count)$conf.int: count, low, high")
for (count in c(0, 1, 2, 5, 10, 100, 2245)) {
  interval <- poisson.test(count)$conf.int
  line(count, digits(interval[1]), digits(interval[2]))
}

line("# Same number of days, binom.test(count, count + other, 0.5)$p.value: count, other, p")
for (pair in list(c(12, 5), c(5, 12), c(20, 4), c(3, 3), c(0, 6), c(0, 5))) {
  line(pair[1], pair[2], digits(binom.test(pair[1], sum(pair), 0.5)$p.value))
}

line("# Twice the smaller tail of pbinom, at most 1: count, days, other count, other days, p")
twice_the_smaller_tail <- function(count, days, other_count, other_days) {
  n <- count + other_count
  share <- days / (days + other_days)
  min(1, 2 * min(pbinom(count, n, share), pbinom(count - 1, n, share, lower.tail = FALSE)))
}
for (case in list(c(10, 28, 25, 364), c(2, 28, 25, 364), c(0, 7, 40, 365), c(300, 365, 250, 366))) {
  line(paste(case, collapse = " "), digits(do.call(twice_the_smaller_tail, as.list(case))))
}

line("# pnorm(z, lower.tail = FALSE), 2 * pnorm(abs(z), lower.tail = FALSE): z, p, p of both sides")
for (z in c(-2.5, 0, 1, 6, 20, 30)) {
  line(z, digits(pnorm(z, lower.tail = FALSE)), digits(2 * pnorm(abs(z), lower.tail = FALSE)))
}
