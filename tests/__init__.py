"""Tests mirror the modules they prove: tests/editorial, tests/publishing, and what spans both."""
