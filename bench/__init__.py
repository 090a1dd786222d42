"""Benchmarks with their peers and limits in the same run; not tests."""
