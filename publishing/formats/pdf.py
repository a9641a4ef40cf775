"""The printed issue: set by Typst as PDF/UA-1 and PDF/A-2a."""
