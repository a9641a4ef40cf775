"""Benchmarks: each prints figures and ratios against a named peer, measured in the same run."""
