"""Preflight 审读检查: what an editor should know before an issue is printed. Reads, never writes."""
