"""The opinion map: who votes alike, what all agree on, what divides them. Begins at `engine.opinion_map`.

Nothing here knows Django. The parts load numba and scipy, so a web process imports them where it needs them.

Sources: Small, Bjorkegren, Erkkilä, Shaw, Megill, "Polis: Scaling deliberation by mapping high dimensional opinion
spaces" (2021); Arthur & Vassilvitskii, "k-means++" (2007); Rousseeuw, "Silhouettes" (1987); Musco & Musco,
"Randomized block Krylov methods" (2015); Dempster, Laird & Rubin, "Maximum likelihood from incomplete data via the EM
algorithm" (1977); Horn, "A rationale and test for the number of factors" (1965); Hennig,
"Cluster-wise assessment of cluster stability" (2007); Benjamini & Hochberg, "Controlling the false discovery
rate" (1995)."""

import os

# The matrices are tall and narrow: a second thread of the linear algebra only burns the other core.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
