"""The reference pages in docs/reference: printed from the code, so they cannot say anything else."""
