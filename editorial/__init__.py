"""The newsroom: what is written. It knows nothing of how issues are published."""
